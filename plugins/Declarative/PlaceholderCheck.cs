using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Whether every placeholder of a template names something that its operation can read, where it can be read.</summary>
internal sealed class PlaceholderCheck(SettingsFaults faults, string operation)
{
    // No file can list their values.
    private static readonly string[] Free = ["prompt", "negativePrompt", "seed", "user", "attemptId", "id"];

    /// <summary>Names as they are, names of media, and names that anything may follow behind a dot. A probe belongs to no job.</summary>
    private readonly (string[] Plain, MediaName[] Media, string[] Open) _known = operation switch
    {
        Operation.Submit => ([.. Variables.OfAnyCall, .. Variables.OfSubmit], MediaName.All, [Variables.Options]),
        Operation.Probe => ([], [], []),
        _ => ([.. Variables.OfAnyCall, "id"], [], [Variables.Note]),
    };

    public void Run(JsonNode? node)
    {
        foreach (var (at, template) in BodyTemplate.Templates(node))
        {
            if (template is null) faults.Add(at, "holds braces that are no placeholder; write {{name}}, {{name?}}, {{name|text}} or {{name|value=word|…}}");
            foreach (var placeholder in template?.Placeholders ?? []) Check(node!, at, placeholder);
        }
    }

    private void Check(JsonNode root, JsonNode at, Placeholder placeholder)
    {
        var (name, media) = (placeholder.Name, MediaName.Of(placeholder));
        var isMedia = media is not null && _known.Media.Contains(media) && (name == media.Name || MediaName.Forms.Contains(placeholder.Member));
        var isKnown = isMedia || _known.Plain.Contains(name) || (_known.Open.Contains(placeholder.Subject) && placeholder.Member.Length > 0);
        if (!isKnown) faults.Add(at, $"{{{{{name}}}}} is not known in {operation}; {Known()}");
        else if (placeholder.Map is not null && (isMedia || Free.Contains(name))) faults.Add(at, $"{{{{{name}}}}} may be anything, so it cannot be mapped");
        else if (media is { IsList: true } && !IsAloneInItem(at, root, media)) faults.Add(at, $"{{{{{name}}}}} is a list; write it into an item of a list of its own, which is then repeated");
    }

    private string Known() => operation == Operation.Probe ? "it reads no job"
        : $"known are {string.Join(", ", [.. _known.Plain, .. _known.Media.Select(media => media.Name), .. _known.Open.Select(open => $"{open}.NAME")])}";

    private static bool IsAloneInItem(JsonNode at, JsonNode root, MediaName media) => at != root && (at.Parent is JsonArray
        ? BodyTemplate.Placeholders(at, inLists: false).Select(MediaName.Of).All(other => other is not { IsList: true } || other == media)
        : IsAloneInItem(at.Parent!, root, media));
}
