using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>A provider with two wire formats. The upstream model decides which format a job uses.</summary>
internal sealed class MiniMaxProvider : IVideoProvider, IAuthorizeCalls, ICancelJobs, IFindJobs, IReceiveNotifications, IProbe
{
    private static readonly HailuoVersion V1 = new();
    private static readonly H3Version V2 = new();

    public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) => VersionOf(offering).Validate(request, offering);

    public ProviderCall Submit(ProviderJob job) => VersionOf(job.Offering).Submit(job);

    public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply) => VersionOf(job.Offering).ReadSubmit(reply);

    public ProviderCall Poll(ProviderJob job) => VersionOf(job.Offering).Poll(job);

    public JobReport ReadPoll(ProviderJob job, ProviderReply reply) => VersionOf(job.Offering).ReadPoll(job, reply);

    public ProviderCall Authorize(ProviderCall call, ProviderDestination destination) =>
        destination.Credentials.TryGetValue("apiKey", out var key) && key.Length > 0
            ? call.WithHeader("Authorization", $"Bearer {key}")
            : call;

    // V1 cannot cancel a task.
    public ProviderCall? Cancel(ProviderJob job, ReportedState state) =>
        IsH3(job.Offering) && state == ReportedState.Queued ? H3Version.Cancel(job) : null;

    public bool ReadCancel(ProviderJob job, ProviderReply reply) => reply.IsSuccess && reply.FindString("status") == "cancelled";

    // V1 cannot list tasks.
    public ProviderCall? Find(ProviderJob job, SubmitWindow window) => IsH3(job.Offering) ? MiniMaxList.Find(job) : null;

    public IReadOnlyList<FoundJob>? ReadFind(ProviderJob job, SubmitWindow window, ProviderReply reply) => MiniMaxList.Read(window, reply);

    public ProviderCall Probe(ProviderDestination destination) => new("GET", $"{H3Version.ListPath}?page_num=1&page_size=1");

    public ProviderFault? ReadProbe(ProviderReply reply) => reply.IsSuccess && reply.Find("items") is not null
        ? null
        : (V2.ReadSubmit(reply) as SubmitReport.Rejected)?.Fault ?? new ProviderFault(FaultKind.Internal, $"HTTP {reply.Status} without a list");

    // MiniMax first sends a challenge to a new notification URL. The reply must contain the same challenge.
    public Notification ReadNotification(JsonElement body) =>
        body.TryGetProperty("challenge", out var challenge) && challenge.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? new(null, new JsonObject { ["challenge"] = JsonNode.Parse(challenge.GetRawText()) })
            : new(body.TryGetProperty("task", out var task) && task.ValueKind == JsonValueKind.Object ? IdOf(task, "id") : IdOf(body, "task_id"));

    private static string? IdOf(JsonElement element, string name) => element.TryGetProperty(name, out var id) ? MiniMaxJson.IdOf(id) : null;

    private static IMiniMaxVersion VersionOf(Offering offering) => IsH3(offering) ? V2 : V1;

    private static bool IsH3(Offering offering) => offering.Upstream.StartsWith("MiniMax-H3", StringComparison.OrdinalIgnoreCase);
}
