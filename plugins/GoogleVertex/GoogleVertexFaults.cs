using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>Maps native errors to faults. The errors come from refused calls, failed operations and filtered videos.</summary>
internal static partial class GoogleVertexFaults
{
    private const string RetryInfo = "type.googleapis.com/google.rpc.RetryInfo";
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // The documented support codes of the safety filters, by category.
    private static readonly Dictionary<string, string> Categories = Codes(
        ("child safety", "58061214 17301594"), ("celebrity", "29310472 15236754"), ("video safety", "64151117 42237218"), ("dangerous content", "62263041"),
        ("hate", "57734940 22137204"), ("other", "74803281 29578790 42876398"), ("prohibited content", "89371032 49114662 63429089 72817394 60599140"),
        ("third-party content", "35561574 35561575"), ("sexual content", "90789179 43188360"), ("toxic content", "78610348"),
        ("violence", "61493863 56562880"), ("vulgar content", "32635315"));

    public static ProviderFault OfRefusal(ProviderReply reply)
    {
        var message = reply.FindString("error", "message") ?? $"The provider refused the request with HTTP {reply.Status}.";
        if (reply.Status == 400 && IsFilter(message)) return Filtered(message);
        var status = reply.FindString("error", "status");
        return new ProviderFault(KindOf(status, reply.Status), message) { NativeCode = status, RetryAfter = reply.RetryAfter ?? DelayOf(reply) };
    }

    /// <summary>Returns the fault of a failed operation. Its error code is a google.rpc.Code, not an HTTP status.</summary>
    public static ProviderFault OfOperation(ProviderReply reply)
    {
        var message = reply.FindString("error", "message") ?? "The provider gave no reason.";
        if (IsFilter(message)) return Filtered(message);
        var code = (int?)reply.FindNumber("error", "code");
        var kind = code switch
        {
            3 or 9 or 11 => FaultKind.InvalidRequest,
            5 => FaultKind.NotFound,
            7 => FaultKind.Permission,
            8 => FaultKind.RateLimited,
            16 => FaultKind.Authentication,
            4 or 14 => FaultKind.Unavailable,
            _ => FaultKind.Internal,
        };
        return new ProviderFault(kind, message) { NativeCode = code?.ToString(CultureInfo.InvariantCulture) };
    }

    /// <summary>Returns the fault of filtered videos, or null if the reply reports none.</summary>
    public static ProviderFault? OfFilter(ProviderReply reply)
    {
        var reasons = reply.Find("response", "raiMediaFilteredReasons") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(reason => reason.ValueKind == JsonValueKind.String).Select(reason => reason.GetString()!).ToList()
            : [];
        if (reasons.Count == 0 && reply.FindNumber("response", "raiMediaFilteredCount") is not > 0) return null;
        return Filtered(reasons.Count > 0 ? string.Join(" ", reasons) : "The provider's safety filter removed the video.");
    }

    public static ProviderFault OfMissing(ProviderReply reply) =>
        new(FaultKind.NotFound, reply.FindString("error", "message") ?? "The provider no longer knows the operation.") { NativeCode = reply.FindString("error", "status") };

    private static FaultKind KindOf(string? status, int http) => (status, http) switch
    {
        ("INVALID_ARGUMENT" or "FAILED_PRECONDITION" or "OUT_OF_RANGE", _) => FaultKind.InvalidRequest,
        ("UNAUTHENTICATED", _) or (_, 401) => FaultKind.Authentication,
        ("PERMISSION_DENIED", _) or (_, 403) => FaultKind.Permission,
        ("NOT_FOUND", _) or (_, 404) => FaultKind.NotFound,
        ("RESOURCE_EXHAUSTED", _) or (_, 429) => FaultKind.RateLimited,
        _ => FaultKind.InvalidRequest,
    };

    private static bool IsFilter(string message) => FilterWords().IsMatch(message);

    private static ProviderFault Filtered(string message)
    {
        var codes = SupportCode().Matches(message).Select(code => code.Value).Where(Categories.ContainsKey).ToList();
        var categories = codes.Select(code => Categories[code]).Distinct().ToList();
        // The categories come first, because the host truncates long messages at the end.
        return new ProviderFault(FaultKind.ContentPolicy, categories.Count == 0 ? message : $"Filtered ({string.Join(", ", categories)}): {message}")
        {
            NativeCode = codes.FirstOrDefault(),
        };
    }

    private static TimeSpan? DelayOf(ProviderReply reply)
    {
        if (reply.Find("error", "details") is not { ValueKind: JsonValueKind.Array } details) return null;
        foreach (var detail in details.EnumerateArray().Where(detail => detail.ValueKind == JsonValueKind.Object))
        {
            if (detail.TryGetProperty("@type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals(RetryInfo) && detail.TryGetProperty("retryDelay", out var delay)
                && delay.ValueKind == JsonValueKind.String && delay.GetString() is [.. var number, 's']
                && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestWait.TotalSeconds)
                return TimeSpan.FromSeconds(seconds);
        }

        return null;
    }

    private static Dictionary<string, string> Codes(params (string Category, string Codes)[] table) =>
        table.SelectMany(row => row.Codes.Split(' ').Select(code => (code, row.Category))).ToDictionary(pair => pair.code, pair => pair.Category);

    [GeneratedRegex("usage guidelines|support codes?:|responsible ai", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FilterWords();

    [GeneratedRegex(@"\b[0-9]{8}\b")]
    private static partial Regex SupportCode();
}
