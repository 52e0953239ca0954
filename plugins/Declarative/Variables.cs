using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>The values of a job that placeholders can read. In a repeated list item, a placeholder for <paramref name="Repeated"/> reads <paramref name="Item"/>.</summary>
internal sealed record Variables(ProviderJob Job, MediaName? Repeated = null, MediaInput? Item = null)
{
    public const string Note = "note";
    public const string Options = "options";

    private static readonly Dictionary<string, Func<ProviderJob, JsonNode?>> JobValues = new()
    {
        ["model"] = job => job.Offering.Model,
        ["upstream"] = job => job.Offering.Upstream,
        ["attemptId"] = job => job.AttemptId,
    };

    private static readonly Dictionary<string, Func<ProviderJob, JsonNode?>> RequestValues = new()
    {
        ["prompt"] = job => job.Request.Prompt is { Length: > 0 } prompt ? prompt : null,
        ["negativePrompt"] = job => job.Request.NegativePrompt,
        ["seed"] = job => job.Request.Seed,
        ["user"] = job => job.Request.User,
        ["seconds"] = job => job.Output.Seconds,
        ["size"] = job => job.Output.Size,
        ["width"] = job => Side(job, 0),
        ["height"] = job => Side(job, 1),
        ["resolution"] = job => job.Output.Resolution,
        ["aspectRatio"] = job => job.Output.AspectRatio,
        ["audio"] = job => job.Output.Audio,
    };

    public static IEnumerable<string> OfAnyCall => JobValues.Keys;

    public static IEnumerable<string> OfSubmit => RequestValues.Keys;

    /// <summary>Returns the value of a placeholder, or null if it is optional and has no value.</summary>
    /// <exception cref="InvalidOperationException">The placeholder is required and has no value.</exception>
    /// <exception cref="ProviderSettingsException">The map of the placeholder does not contain the value.</exception>
    public JsonNode? Read(Placeholder placeholder)
    {
        var value = Find(placeholder);
        if (value is null) return placeholder.Optional ? null : throw new InvalidOperationException($"{{{{{placeholder.Name}}}}} has no value");
        if (placeholder.Map is not { } map) return placeholder.AsText ? Template.TextOf(value) : value.DeepClone();
        return map.TryGetValue(Template.TextOf(value), out var word)
            ? word
            : throw new ProviderSettingsException($"{{{{{placeholder.Name}}}}} has no mapping for '{Template.TextOf(value)}'. Mapped values: {string.Join(", ", map.Keys)}");
    }

    public JsonNode? Find(Placeholder placeholder)
    {
        var (name, member) = (placeholder.Name, placeholder.Member);
        // If the model offers no choice of sound, an optional {{audio?}} is left out.
        if (name == "audio" && placeholder.Optional && Job.Offering.Audio != AudioSupport.Optional) return null;
        if (JobValues.TryGetValue(name, out var read) || RequestValues.TryGetValue(name, out read)) return read(Job);
        if (MediaName.Of(placeholder) is { } media) return MediaName.Write(media == Repeated ? Item : media.IsList ? null : media.In(Job.Request).FirstOrDefault(), member);
        return placeholder.Subject switch
        {
            "id" => Job.UpstreamId,
            Note => (Job.Note as JsonObject)?[member],
            Options => Job.Request.ProviderOptions[member],
            _ => null,
        };
    }

    private static int Side(ProviderJob job, int index) => int.Parse(job.Output.Size.Split('x')[index], System.Globalization.CultureInfo.InvariantCulture);
}
