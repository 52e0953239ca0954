using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>Whose quota is used, where, and the bucket that takes the videos; null = they come inside the reply.</summary>
internal sealed partial record GoogleVertexSettings(string Project, string Location, CloudObject? Output)
{
    private const string ProjectName = "project", LocationName = "location", OutputName = "outputUri", DefaultLocation = "us-central1";

    public static GoogleVertexSettings Of(ProviderDestination destination) => Read(destination.Settings);

    /// <exception cref="ProviderSettingsException">They cannot be used.</exception>
    public static GoogleVertexSettings Read(JsonObject settings)
    {
        var faults = new SettingsFaults();
        var reader = new SettingsReader(settings, faults, ProjectName, LocationName, OutputName);
        var (project, location, output) = (Name(reader, faults, ProjectName), Name(reader, faults, LocationName), reader.Text(OutputName) ?? "");
        if (project is null && reader.Find(ProjectName)?.ToString() is null or "") faults.Add(settings, $"'{ProjectName}' is missing; give the id of the Google Cloud project");
        var place = output.Length > 0 ? CloudObject.Parse(output) : null;
        if (output.Length > 0 && place is null) faults.Add(reader.Find(OutputName)!, $"'{output}' is no gs://BUCKET or gs://BUCKET/PREFIX");
        faults.ThrowIfAny();
        return new(project!, location ?? DefaultLocation, place);
    }

    private static string? Name(SettingsReader reader, SettingsFaults faults, string name)
    {
        if (reader.Text(name) is not { Length: > 0 } text) return null;
        if (!PathName().IsMatch(text)) faults.Add(reader.Find(name)!, $"must be letters, digits, dashes, dots and colons, not '{text}'");
        return text;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.:-]*\z")]
    private static partial Regex PathName();
}
