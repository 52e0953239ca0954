using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.ProviderTests.Support;

/// <summary>Reports as the JSON that fixtures and mappings state. Members without a value are left out.</summary>
internal static class ReportText
{
    public static JsonObject Of(SubmitReport report) => report switch
    {
        SubmitReport.Accepted accepted => Compact(("accepted", accepted.UpstreamId), ("note", accepted.Note?.DeepClone())),
        SubmitReport.Rejected rejected => Compact(("rejected", Of(rejected.Fault))),
        SubmitReport.Unknown unknown => Compact(("unknown", unknown.Why)),
        _ => throw new InvalidOperationException($"Unknown report {report}."),
    };

    public static JsonObject Of(JobReport report) => Compact(
        ("state", Words(report.State.ToString())),
        ("progress", report.Progress),
        ("content", report.Content.Count == 0 ? null : Of(report.Content)),
        ("lifetime", report.ContentLifetime?.ToString()),
        ("delivered", report.Delivered is null ? null : Of(report.Delivered)),
        ("fault", report.Fault is null ? null : Of(report.Fault)),
        ("note", report.Note?.DeepClone()),
        ("pollAfter", report.PollAfter?.ToString()),
        ("remark", report.Remark));

    public static JsonArray Of(IEnumerable<RequestProblem> problems) =>
        [.. problems.Select(problem => Compact(("param", problem.Param), ("message", problem.Message)))];

    public static JsonObject OfProbe(ProviderFault? fault) => fault is null ? new() { ["works"] = true } : new() { ["fault"] = Of(fault) };

    public static JsonObject OfCancel(bool confirmed) => new() { ["canceled"] = confirmed };

    public static JsonObject Of(IReadOnlyList<FoundJob>? found) => found is null
        ? new() { ["unreadable"] = true }
        : new() { ["found"] = new JsonArray([.. found.Select(job => Compact(("id", job.UpstreamId), ("createdAt", job.CreatedAt.ToString("u", CultureInfo.InvariantCulture))))]) };

    public static JsonObject Of(StageReport report) => report switch
    {
        StageReport.Staged staged => Compact(("staged", staged.Url)),
        StageReport.Refused refused => Compact(("refused", Of(refused.Fault))),
        _ => throw new InvalidOperationException($"Unknown report {report}."),
    };

    public static JsonObject Of(Notification notification) =>
        Compact(("upstreamId", notification.UpstreamId), ("answer", notification.Answer?.DeepClone()));

    public static JsonObject Of(ProviderToken? token) => token is null
        ? new() { ["unreadable"] = true }
        : new() { ["token"] = token.Value, ["lifetime"] = token.Lifetime.ToString() };

    private static JsonObject Of(ProviderFault fault) => Compact(
        ("kind", Words(fault.Kind.ToString())),
        ("message", fault.Message),
        ("code", fault.NativeCode),
        ("retryAfter", fault.RetryAfter?.ToString()));

    private static JsonObject Of(Delivered delivered) => Compact(
        ("seconds", delivered.Seconds), ("width", delivered.Width), ("height", delivered.Height), ("cost", delivered.Cost));

    private static JsonObject Of(IReadOnlyDictionary<string, ContentLocation> content) =>
        new(content.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value switch
        {
            ContentLocation.Url { Renewal: { } renewal } url => $"{url.Address}, else {Of(renewal)}",
            ContentLocation.Url url => url.Address,
            ContentLocation.Bytes bytes => Of(bytes.Call),
            ContentLocation.Base64Inside inside => $"{Of(inside.Call)} {inside.JsonPointer} {inside.MimeType}",
            ContentLocation.UrlInside inside => Of(inside),
            _ => throw new InvalidOperationException($"Unknown location {entry.Value}."),
        })));

    private static string Of(ContentLocation.UrlInside inside) =>
        $"{Of(inside.Call)}{(inside.Call.Content is CallContent.Json body ? " " + body.Value.ToJsonString() : "")} link at {inside.JsonPointer}";

    private static string Of(ProviderCall call) => $"{call.Method} {(call.Address == ProviderCall.MainAddress ? "" : $"[{call.Address}] ")}{call.Path}";

    private static string Words(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static JsonObject Compact(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var compact = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
                compact[name] = value;
        }

        return compact;
    }
}
