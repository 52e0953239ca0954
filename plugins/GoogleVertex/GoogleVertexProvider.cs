using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

internal class GoogleVertexProvider : IVideoProvider, IAuthorizeCalls, IRequestTokens, ITakeMedia
{
    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) => GoogleVertexRules.Check(request, offering);

    public ProviderCall Submit(ProviderJob job)
    {
        var settings = GoogleVertexSettings.Of(job.Destination);
        return new("POST", GoogleVertexPaths.Model(job, settings.Project, settings.Location, "predictLongRunning"))
        {
            Content = new CallContent.Json(GoogleVertexWire.Request(job, settings.Output)),
        };
    }

    public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply)
    {
        if (reply.Status == 200)
        {
            return reply.FindString("name") is { } name
                ? new SubmitReport.Accepted(name, Origin(job))
                : new SubmitReport.Unknown("HTTP 200 without the name of an operation");
        }

        // 408 and 499 mean that the request was interrupted, so the provider may have started the operation.
        return reply.Status is >= 400 and < 500 and not (408 or 499)
            ? new SubmitReport.Rejected(GoogleVertexFaults.OfRefusal(reply))
            : new SubmitReport.Unknown($"HTTP {reply.Status} does not say whether an operation was started");
    }

    public ProviderCall Poll(ProviderJob job)
    {
        // A job whose video was found in the bucket has no known operation, so the poll reads the metadata of the video.
        if (CloudObject.Parse(job.UpstreamId!) is { } found) return found.Describe(job.Destination);

        // An operation belongs to the project and location of its submit, even if the settings have changed since.
        var settings = GoogleVertexSettings.Of(job.Destination);
        var project = (string?)job.Note?["project"] ?? settings.Project;
        var location = (string?)job.Note?["location"] ?? settings.Location;
        return new("POST", GoogleVertexPaths.Model(job, project, location, "fetchPredictOperation"))
        {
            Content = new CallContent.Json(new JsonObject { ["operationName"] = job.UpstreamId }),
        };
    }

    public JobReport ReadPoll(ProviderJob job, ProviderReply reply) =>
        CloudObject.Parse(job.UpstreamId!) is { } found
            ? GoogleVertexOperation.ReadFound(job, found, reply)
            : GoogleVertexOperation.Read(job, Poll(job), reply);

    public ProviderCall Authorize(ProviderCall call, ProviderDestination destination) => GoogleVertexTokens.Authorize(call, destination);

    public ProviderCall? RequestToken(ProviderDestination destination, DateTimeOffset now) => GoogleVertexTokens.Request(destination, now);

    public ProviderToken? ReadToken(ProviderReply reply) => GoogleVertexTokens.Read(reply);

    // The provider fetches no links except those to Cloud Storage, so images are sent as bytes.
    public MediaForm FormOf(MediaKind kind) => MediaForm.Inline;

    private static JsonObject Origin(ProviderJob job)
    {
        var settings = GoogleVertexSettings.Of(job.Destination);
        var origin = new JsonObject { ["project"] = settings.Project, ["location"] = settings.Location };
        if (settings.Output is { } output) origin["bucket"] = output.Bucket;
        return origin;
    }
}
