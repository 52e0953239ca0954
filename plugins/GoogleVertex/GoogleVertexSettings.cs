using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>Whose quota is used, where, and the bucket that takes the videos; null = they come inside the reply.</summary>
internal sealed partial record GoogleVertexSettings(string Project, string Location, CloudObject? Output)
{
    private const string DefaultLocation = "us-central1";
    private static readonly string[] Names = ["project", "location", "outputUri"];

    public static GoogleVertexSettings Of(ProviderDestination destination) => Read(destination.Settings, $"settings of destination {destination.Name}");

    public static GoogleVertexSettings Read(JsonObject settings, string where)
    {
        if (settings.Select(setting => setting.Key).Except(Names).FirstOrDefault() is { } unknown)
            throw new ProviderSettingsException($"{where}: unknown {unknown}; known are {string.Join(", ", Names)}.");
        var output = Text(settings, "outputUri", where) ?? "";
        return new GoogleVertexSettings(
            Name(settings, "project", where) ?? throw new ProviderSettingsException($"{where}: project is missing; give the id of the Google Cloud project."),
            Name(settings, "location", where) ?? DefaultLocation,
            output.Length == 0 ? null : CloudObject.Parse(output)
                ?? throw new ProviderSettingsException($"{where}: outputUri '{output}' is no gs://BUCKET or gs://BUCKET/PREFIX."));
    }

    private static string? Name(JsonObject settings, string name, string where) => Text(settings, name, where) is not { Length: > 0 } text ? null
        : PathName().IsMatch(text) ? text
        : throw new ProviderSettingsException($"{where}: {name} '{text}' may have letters, digits, dashes, dots and colons only.");

    private static string? Text(JsonObject settings, string name, string where) =>
        settings[name] is not { } node ? null
        : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>()
        : throw new ProviderSettingsException($"{where}: {name} must be a string.");

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.:-]*\z")]
    private static partial Regex PathName();
}
