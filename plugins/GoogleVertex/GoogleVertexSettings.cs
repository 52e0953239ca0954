using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>The settings of a destination.</summary>
/// <param name="Project">The Google Cloud project that provides the quota and is billed.</param>
/// <param name="Location">The region of the API.</param>
/// <param name="Output">Where videos are stored, or null if they are returned inside the reply.</param>
internal sealed partial record GoogleVertexSettings(string Project, string Location, CloudObject? Output)
{
    private const string ProjectName = "project", LocationName = "location", OutputName = "outputUri", DefaultLocation = "us-central1";

    public static GoogleVertexSettings Of(ProviderDestination destination) => Read(destination.Settings);

    /// <exception cref="ProviderSettingsException">The settings are invalid.</exception>
    public static GoogleVertexSettings Read(JsonObject settings)
    {
        var faults = new SettingsFaults();
        var reader = new SettingsReader(settings, faults, ProjectName, LocationName, OutputName);
        var (project, location, output) = (Name(reader, faults, ProjectName), Name(reader, faults, LocationName), reader.Text(OutputName) ?? "");
        if (project is null && reader.Find(ProjectName)?.ToString() is null or "") faults.Add(settings, $"'{ProjectName}' is missing. Set it to the id of the Google Cloud project");
        var place = output.Length > 0 ? CloudObject.Parse(output) : null;
        if (output.Length > 0 && place is null) faults.Add(reader.Find(OutputName)!, $"'{output}' must have the form gs://BUCKET or gs://BUCKET/PREFIX");
        faults.ThrowIfAny();
        return new(project!, location ?? DefaultLocation, place);
    }

    private static string? Name(SettingsReader reader, SettingsFaults faults, string name)
    {
        if (reader.Text(name) is not { Length: > 0 } text) return null;
        if (!PathName().IsMatch(text)) faults.Add(reader.Find(name)!, $"'{text}' must consist of letters, digits, dashes, dots and colons");
        return text;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.:-]*\z")]
    private static partial Regex PathName();
}
