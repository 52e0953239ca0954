using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Checks every placeholder. It must name a value of its operation and be in a place where such a value is allowed.</summary>
internal sealed class PlaceholderCheck(SettingsFaults faults, string operation)
{
    // These placeholders can have any value, so a map cannot list their values.
    private static readonly string[] Unmappable = ["prompt", "negativePrompt", "seed", "user", "attemptId", "id"];

    /// <summary>The names that the operation can read: plain names, media names, and prefixes for <c>PREFIX.NAME</c>. A probe belongs to no job, so it reads none.</summary>
    private readonly (string[] Plain, MediaName[] Media, string[] Prefixes) _known = operation switch
    {
        Operation.Submit => ([.. Variables.OfAnyCall, .. Variables.OfSubmit], MediaName.All, [Variables.Options]),
        Operation.Probe => ([], [], []),
        _ => ([.. Variables.OfAnyCall, "id"], [], [Variables.Note]),
    };

    public void Run(JsonNode? node)
    {
        foreach (var (at, template) in BodyTemplate.Templates(node))
        {
            if (template is null) faults.Add(at, "contains braces that are not a valid placeholder. Write {{name}}, {{name?}}, {{name|text}} or {{name|value=word|…}}");
            foreach (var placeholder in template?.Placeholders ?? []) Check(node!, at, placeholder);
        }
    }

    private void Check(JsonNode root, JsonNode at, Placeholder placeholder)
    {
        var (name, media) = (placeholder.Name, MediaName.Of(placeholder));
        var isMedia = media is not null && _known.Media.Contains(media) && (name == media.Name || MediaName.Forms.Contains(placeholder.Member));
        var isKnown = isMedia || _known.Plain.Contains(name) || (_known.Prefixes.Contains(placeholder.Subject) && placeholder.Member.Length > 0);
        if (!isKnown) faults.Add(at, $"{{{{{name}}}}} is not known in {operation}. {Known()}");
        else if (placeholder.Map is not null && (isMedia || Unmappable.Contains(name))) faults.Add(at, $"{{{{{name}}}}} can have any value, so it cannot be mapped");
        else if (media is { IsList: true } && !IsAloneInItem(at, root, media)) faults.Add(at, $"{{{{{name}}}}} can have several values. Put it into a list item without other such placeholders, and the item is repeated for each value");
    }

    private string Known() => operation == Operation.Probe ? "A probe belongs to no job, so it has no placeholders"
        : $"Known names: {string.Join(", ", [.. _known.Plain, .. _known.Media.Select(media => media.Name), .. _known.Prefixes.Select(prefix => $"{prefix}.NAME")])}";

    private static bool IsAloneInItem(JsonNode at, JsonNode root, MediaName media) => at != root && (at.Parent is JsonArray
        ? BodyTemplate.Placeholders(at, inLists: false).Select(MediaName.Of).All(other => other is not { IsList: true } || other == media)
        : IsAloneInItem(at.Parent!, root, media));
}
