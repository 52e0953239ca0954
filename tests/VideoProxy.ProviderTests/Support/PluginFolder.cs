using System.Reflection;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.ProviderTests.Support;

/// <summary>One folder under plugins/: found by its project file, so a new provider is tested without being named here.</summary>
internal sealed record PluginFolder(string Name)
{
    public static IReadOnlyList<PluginFolder> All { get; } =
    [
        .. Directory.GetDirectories(Repository.PathOf("plugins"))
            .Select(path => Path.GetFileName(path)!)
            .Where(name => File.Exists(Repository.PathOf("plugins", name, $"{name}.csproj")))
            .Order(StringComparer.Ordinal)
            .Select(name => new PluginFolder(name)),
    ];

    public static PluginFolder Named(string name) => All.Single(folder => folder.Name == name);

    public IReadOnlyList<string> Fixtures => Files("fixtures", "*.txt");

    public IReadOnlyList<string> Mappings => Files("mappings", "*.json");

    public IReadOnlyList<Type> PluginTypes =>
    [
        .. Assembly.Load($"VideoProxy.Providers.{Name}").GetExportedTypes()
            .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IProviderPlugin))),
    ];

    public IProviderPlugin Plugin => (IProviderPlugin)Activator.CreateInstance(PluginTypes.Single())!;

    public IVideoProvider Provider(JsonObject settings) => Plugin.Create(new ProviderSettings("fixture", settings));

    private string[] Files(string kind, string pattern)
    {
        var folder = Repository.PathOf("plugins", Name, kind);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal)] : [];
    }
}
