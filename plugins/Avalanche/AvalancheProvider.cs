using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

internal sealed class AvalancheProvider : IVideoProvider, IAuthorizeCalls, ITakeMedia, IStageMedia, IReceiveNotifications, IProbe
{
    private const string UploadAddress = "upload";

    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) => AvalancheRules.Check(request, offering);

    public ProviderCall Submit(ProviderJob job) =>
        new("POST", "/api/v1/veo/generate") { Content = new CallContent.Json(AvalancheWire.Task(job)) };

    public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply)
    {
        var code = AvalancheReply.CodeOf(reply);
        if (code == AvalancheReply.Success)
        {
            return reply.FindId("data", "taskId") is { } id
                ? new SubmitReport.Accepted(id)
                : new SubmitReport.Unknown("code 200 without a task id");
        }

        if (code is null && reply.IsSuccess)
            return new SubmitReport.Unknown($"HTTP {reply.Status} without a code");
        return AvalancheFaults.OfRefusal(reply) is { } fault
            ? new SubmitReport.Rejected(fault)
            : new SubmitReport.Unknown(code is null ? $"HTTP {reply.Status} does not say whether a task was made" : $"code {code} does not say whether a task was made");
    }

    public ProviderCall Poll(ProviderJob job) => AvalanchePolls.Call(job);

    public JobReport ReadPoll(ProviderJob job, ProviderReply reply) => AvalanchePolls.Read(job, reply);

    public ProviderCall Probe(ProviderDestination destination) => new("GET", "/api/v1/chat/credit");

    public ProviderFault? ReadProbe(ProviderReply reply) => AvalancheReply.CodeOf(reply) == AvalancheReply.Success
        ? null
        : AvalancheFaults.OfRefusal(reply) ?? new ProviderFault(FaultKind.Internal, $"HTTP {reply.Status} with code {AvalancheReply.CodeOf(reply)}");

    public ProviderCall Authorize(ProviderCall call, ProviderDestination destination) =>
        destination.Credentials.TryGetValue("apiKey", out var key) && key.Length > 0
            ? call.WithHeader("Authorization", $"Bearer {key}")
            : call;

    public MediaForm FormOf(MediaKind kind) => MediaForm.Url;

    // The upload has no file name, because a second image with the same name would replace the first.
    public ProviderCall Stage(ProviderJob job, MediaInput input) => new("POST", "/api/file-base64-upload")
    {
        Address = UploadAddress,
        Content = new CallContent.Json(new JsonObject { ["base64Data"] = input.ToUrl(), ["uploadPath"] = "videos/input-images" }),
    };

    public StageReport ReadStaged(ProviderJob job, ProviderReply reply)
    {
        var isGood = reply.IsSuccess && (AvalancheReply.CodeOf(reply) ?? AvalancheReply.Success) == AvalancheReply.Success;
        if (isGood && (reply.FindString("data", "fileUrl") ?? reply.FindString("data", "downloadUrl")) is { } url)
            return new StageReport.Staged(url);
        var problem = isGood ? "The provider accepted an input image but returned no link to it." : "The provider did not accept an input image.";
        return new StageReport.Refused((isGood ? null : AvalancheFaults.OfRefusal(reply)) ?? new ProviderFault(FaultKind.Unavailable, $"{problem} Nothing was submitted."));
    }

    // Kie's signature covers only the task's id, so nothing else in a notification is read.
    public Notification ReadNotification(JsonElement body) =>
        new(JsonPointer.FindText(body, "/data/taskId") ?? JsonPointer.FindText(body, "/data/task_id") ?? JsonPointer.FindText(body, "/taskId"));
}
