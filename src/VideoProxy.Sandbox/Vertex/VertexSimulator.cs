using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Vertex;

/// <summary>A simulator of Veo on Vertex AI, and of the part of Cloud Storage that serves its videos.</summary>
internal sealed class VertexSimulator(TaskStarter starter) : ISimulator
{
    private const string Base = "/vertex";
    private const string Storage = "/gcs";
    private const string Objects = Storage + "/storage/v1/b/{bucket}/o";
    private const string Token = "ya29.vertex-sandbox-token";

    private static readonly GoogleFault Unauthenticated =
        new(StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", "Request had invalid authentication credentials. Expected OAuth 2 access token.");

    private readonly VertexOperations _operations = new(starter);

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api) =>
    [
        new("VERTEX_BASE_URL", new Uri(api, Base).AbsoluteUri),
        new("GCS_BASE_URL", new Uri(api, Storage).AbsoluteUri),
        new("GOOGLE_CLOUD_PROJECT", "sandbox-project"),
        new("GOOGLE_CLOUD_LOCATION", "us-central1"),
        new("VERTEX_ACCESS_TOKEN", Token),
        // Clear this variable, so that the gateway does not use a real key file of this machine.
        new("GOOGLE_APPLICATION_CREDENTIALS", ""),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Base + "/v1/projects/{project}/locations/{location}/publishers/google/models/{call}", CallAsync);
        routes.On(HttpMethods.Get, Objects, Guarded(List));
        routes.On(HttpMethods.Get, Objects + "/{name}", Guarded(Show));
        routes.Otherwise(Base, GoogleFault.NoPath.ToResult);
        routes.Otherwise(Storage, GoogleFault.NoPath.ToResult);
    }

    private static Func<HttpContext, IResult> Guarded(Func<HttpContext, IResult> handle) =>
        context => Bearer.Carries(context.Request, Token) ? handle(context) : Unauthenticated.ToResult(context);

    private async Task<IResult> CallAsync(HttpContext context)
    {
        if (!Bearer.Carries(context.Request, Token))
        {
            return Unauthenticated.ToResult(context);
        }

        var (model, method) = context.RouteText("call").Split(':') is [var first, var second] ? (first, second) : ("", "");
        if (!VertexRules.Models.Contains(model))
        {
            return GoogleFault.NotFound($"Publisher Model `publishers/google/models/{model}`").ToResult(context);
        }

        if (await Json.ReadObjectAsync(context.Request) is not { } body)
        {
            return GoogleFault.Invalid("Invalid JSON payload received.").ToResult(context);
        }

        var parent = $"projects/{context.RouteText("project")}/locations/{context.RouteText("location")}/publishers/google/models/{model}";
        return method switch
        {
            "predictLongRunning" => Submit(context, model, parent, body),
            "fetchPredictOperation" => Fetch(context, parent, body),
            _ => GoogleFault.NoPath.ToResult(context),
        };
    }

    private IResult Submit(HttpContext context, string model, string parent, JsonObject body)
    {
        if (VertexRules.Check(model, body).FirstOrDefault() is { } fault)
        {
            return fault.ToResult(context);
        }

        var script = PromptScript.Read((body["instances"] as JsonArray)![0]!["prompt"].Text() ?? "");
        return script.RateLimited
            ? GoogleFault.RateLimited.ToResult(context)
            : Json.Answer(new JsonObject { ["name"] = _operations.Add(parent, body["parameters"]!["storageUri"].Text(), script).Name });
    }

    private IResult Fetch(HttpContext context, string parent, JsonObject body)
    {
        var name = body["operationName"].Text() ?? "";
        // An operation is found only under the project, location and model that started it.
        return name.StartsWith(parent + "/operations/", StringComparison.Ordinal) && _operations.Find(name) is { } operation
            ? Json.Answer(operation.ToJson())
            : GoogleFault.NotFound($"Operation {name}").ToResult(context);
    }

    private IResult List(HttpContext context)
    {
        var items = _operations.Stored
            .Where(stored => stored.Bucket == context.RouteText("bucket") && stored.Name.StartsWith(context.Request.Query["prefix"].ToString(), StringComparison.Ordinal))
            .Select(stored => (JsonNode)stored.ToJson());
        var body = new JsonObject { ["kind"] = "storage#objects" };
        if (new JsonArray([.. items]) is { Count: > 0 } found)
        {
            body["items"] = found;
        }

        return Json.Answer(body);
    }

    private IResult Show(HttpContext context)
    {
        var name = Uri.UnescapeDataString(context.RouteText("name"));
        if (_operations.FindObject(context.RouteText("bucket"), name) is not { } stored)
        {
            return GoogleFault.NotFound($"Object {name}").ToResult(context);
        }

        return context.Request.Query["alt"] == "media" ? Asset.Video.Answer() : Json.Answer(stored.ToJson());
    }
}
