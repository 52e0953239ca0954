using VideoProxy.Configuration;

namespace VideoProxy.Providers;

/// <summary>Reads the provider files as a start does: it also reports where a file contradicts its plugin.</summary>
internal static class CheckedProviderFiles
{
    public static ProviderFiles Read(string configFolder, Func<string, string?> environment)
    {
        var files = ProviderFilesReader.Read(ProviderFolder.Take(configFolder), environment);
        var conflicts = ProviderLoader.CreateDefault().Conflicts(files.Sound);
        return conflicts.Count > 0 ? new(null, [.. files.Faults, .. conflicts]) : files;
    }
}
