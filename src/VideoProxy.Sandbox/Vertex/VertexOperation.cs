using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Vertex;

/// <summary>A snapshot of an operation, as returned by fetchPredictOperation.</summary>
internal sealed class VertexOperation(SandboxTask task, DateTimeOffset now)
{
    public const int FactCount = 2;
    private const string Scheme = "gs://";

    // A fact must not contain "~", because TaskCode separates facts with this character.
    private const string Tilde = "%7E";

    public string Name => $"{Read(task.Facts[0])}/operations/{task.Id}";

    /// <summary>The video in the bucket. This object is null unless the operation has a storageUri and has finished with a video.</summary>
    public VertexObject? Stored
    {
        get
        {
            var uri = Read(task.Facts[1]);
            if (uri.Length == 0 || task.At(now) != Phase.Done || task.Outcome != Outcome.Video)
            {
                return null;
            }

            var parts = uri[Scheme.Length..].Split('/', 2);
            return new VertexObject(parts[0], $"{parts[1]}{task.Id}/sample_0.mp4", task.Finished);
        }
    }

    public static string[] Facts(string parent, string? storageUri) => [Write(parent), Write(storageUri ?? "")];

    public JsonObject ToJson()
    {
        var body = new JsonObject { ["name"] = Name };
        if (task.At(now) != Phase.Done)
        {
            return body;
        }

        body["done"] = true;
        if (task.Outcome == Outcome.Failure)
        {
            body["error"] = new JsonObject { ["code"] = 13, ["message"] = "Internal error. Please try again." };
        }
        else
        {
            body["response"] = Response();
        }

        return body;
    }

    private JsonObject Response()
    {
        var response = new JsonObject { ["@type"] = "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse" };
        if (task.Outcome == Outcome.Filtered)
        {
            response["raiMediaFilteredCount"] = 1;
            response["raiMediaFilteredReasons"] = new JsonArray("Veo could not generate videos because the output violates the usage guidelines. Support codes: 64151117");
            return response;
        }

        var video = new JsonObject { ["mimeType"] = "video/mp4" };
        if (Stored is { } stored)
        {
            video["gcsUri"] = $"{Scheme}{stored.Bucket}/{stored.Name}";
        }
        else
        {
            video["bytesBase64Encoded"] = Asset.Video.ToBase64();
        }

        response["raiMediaFilteredCount"] = 0;
        response["videos"] = new JsonArray(video);
        return response;
    }

    private static string Write(string fact) => fact.Replace("~", Tilde, StringComparison.Ordinal);

    private static string Read(string fact) => fact.Replace(Tilde, "~", StringComparison.Ordinal);
}
