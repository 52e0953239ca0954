using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>A string with <c>{{placeholders}}</c>. If the string is a single placeholder, the rendered value keeps its JSON type.</summary>
internal sealed partial record Template(IReadOnlyList<string> Literals, IReadOnlyList<Placeholder> Placeholders)
{
    private bool IsBare => Placeholders.Count == 1 && Literals.All(literal => literal.Length == 0);

    /// <summary>Whether the template is a single <c>{{note.NAME}}</c>. If such a template is a path, its value may be a complete URL from a reply.</summary>
    public bool IsNote => IsBare && Placeholders[0].Subject == Variables.Note;

    /// <summary>Parses a template. Returns null if a brace or a placeholder is invalid.</summary>
    public static Template? Parse(string text)
    {
        var literals = Mark().Split(text);
        var placeholders = Mark().Matches(text).Select(match => Placeholder.Parse(match.Value[2..^2].Trim())).ToList();
        return placeholders.Contains(null) || literals.Any(literal => literal.Contains("{{", StringComparison.Ordinal) || literal.Contains("}}", StringComparison.Ordinal))
            ? null
            : new Template(literals, [.. placeholders.OfType<Placeholder>()]);
    }

    /// <summary>Renders the template. Returns false if an optional value is missing.</summary>
    public bool TryRender(Variables variables, out JsonNode? value)
    {
        value = null;
        if (!Values(variables, out var values)) return false;
        value = IsBare ? values[0] : Join(values.Select(TextOf));
        return true;
    }

    /// <summary>Renders the path of a call. Values are escaped, except for the slashes of an upstream model id.</summary>
    public string RenderPath(Variables variables)
    {
        if (!Values(variables, out var values)) throw new InvalidOperationException("A path cannot leave out a missing value.");
        return IsNote ? TextOf(values[0]) : Join(values.Select((value, index) => Escape(Placeholders[index], TextOf(value))));
    }

    public static string TextOf(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString() ?? "";

    private bool Values(Variables variables, out List<JsonNode?> values)
    {
        values = [.. Placeholders.Select(variables.Read)];
        return !values.Contains(null);
    }

    private string Join(IEnumerable<string> values) => string.Concat(Literals.Zip([.. values, ""], (literal, value) => literal + value));

    private static string Escape(Placeholder placeholder, string value) =>
        placeholder.Name == "upstream" ? string.Join('/', value.Split('/').Select(Uri.EscapeDataString)) : Uri.EscapeDataString(value);

    [GeneratedRegex(@"\{\{[^{}]*\}\}")]
    private static partial Regex Mark();
}
