using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Gemini;

internal sealed class GeminiProvider : IVideoProvider, IAuthorizeCalls, ITakeMedia, ICancelJobs, IReceiveNotifications, IProbe
{
    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) => GeminiRules.Check(request);

    public ProviderCall Submit(ProviderJob job) =>
        new("POST", GeminiPaths.Interactions(job)) { Content = new CallContent.Json(GeminiWire.Interaction(job)) };

    public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply)
    {
        if (reply.Status == 200)
        {
            return reply.FindId("id") is { } id
                ? new SubmitReport.Accepted(id)
                : new SubmitReport.Unknown("HTTP 200 without an interaction id");
        }

        // 408 and 499 mean that the request was interrupted, so the provider may have started the interaction.
        return reply.Status is >= 400 and < 500 and not (408 or 499)
            ? new SubmitReport.Rejected(GeminiFaults.OfRefusal(reply))
            : new SubmitReport.Unknown($"HTTP {reply.Status} does not say whether an interaction was started");
    }

    public ProviderCall Poll(ProviderJob job) => new("GET", GeminiPaths.Interaction(job));

    public JobReport ReadPoll(ProviderJob job, ProviderReply reply) => GeminiInteraction.Read(job, Poll(job), reply);

    public ProviderCall Probe(ProviderDestination destination) => new("GET", GeminiPaths.Models(destination));

    public ProviderFault? ReadProbe(ProviderReply reply) => reply.IsSuccess ? null : GeminiFaults.OfRefusal(reply);

    public ProviderCall Authorize(ProviderCall call, ProviderDestination destination) =>
        destination.Credentials.TryGetValue("apiKey", out var key) && key.Length > 0 ? call.WithHeader("x-goog-api-key", key) : call;

    // Gemini accepts URIs only from its Files API and does not fetch other links.
    public MediaForm FormOf(MediaKind kind) => MediaForm.Inline;

    public ProviderCall? Cancel(ProviderJob job, ReportedState state) =>
        state is ReportedState.Queued or ReportedState.InProgress ? new("POST", GeminiPaths.Interaction(job) + "/cancel") : null;

    // Cancellation is best effort. A reply with status in_progress does not confirm it.
    public bool ReadCancel(ProviderJob job, ProviderReply reply) => reply.IsSuccess && reply.FindString("status") is null or "cancelled" or "canceled";

    // The signature is not verified. Only the id is read, and a poll confirms it.
    public Notification ReadNotification(JsonElement body) =>
        new(JsonPointer.FindText(body, "/data/id"));
}
