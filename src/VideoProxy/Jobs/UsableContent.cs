using VideoProxy.Abstractions;
using VideoProxy.Network;

namespace VideoProxy.Jobs;

/// <summary>Removes the links that nobody can fetch from a report, so that a job does not complete with a video that cannot be downloaded.</summary>
internal sealed class UsableContent(NetworkRules network)
{
    private const int LongestScheme = 20;

    public JobReport Check(JobReport report)
    {
        var refused = report.Content.Select(entry => (entry.Key, Why: Refusal(entry.Value))).Where(entry => entry.Why is not null).ToDictionary(entry => entry.Key, entry => entry.Why!);
        if (refused.Count == 0) return report;
        return refused.GetValueOrDefault(JobReport.VideoVariant) is { } why
            ? Without(report, why)
            : report with { Content = report.Content.Where(entry => !refused.ContainsKey(entry.Key)).ToDictionary() };
    }

    /// <summary>Returns the report of a task that is completed without a video.</summary>
    public static JobReport Without(JobReport report, string why) => report with { Content = new Dictionary<string, ContentLocation>(), Remark = why };

    private string? Refusal(ContentLocation location) =>
        location is ContentLocation.Url { Address: var link } && network.CheckForeign(link).Refusal is { } refusal
            ? $"the link to the video ({Describe(link)}) cannot be used: {refusal}"
            : null;

    /// <summary>Describes a link without quoting it, because it may be signed.</summary>
    private static string Describe(string link)
    {
        var end = link.AsSpan(0, Math.Min(link.Length, LongestScheme + 1)).IndexOf(':');
        var scheme = end > 0 && link[..end].All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '+' or '-' or '.') ? $"scheme '{link[..end]}'" : "no scheme";
        return $"{scheme}, {link.Length} characters";
    }
}
