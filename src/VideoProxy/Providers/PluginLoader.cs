using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>Finds <c>plugins/NAME/VideoProxy.Providers.NAME.dll</c> and creates its plugin. Each assembly is loaded once.</summary>
internal sealed class PluginLoader(string folder)
{
    private static readonly AssemblyName Contract = typeof(IProviderPlugin).Assembly.GetName();
    private readonly ConcurrentDictionary<string, PluginResult> _loaded = new(StringComparer.Ordinal);

    public PluginResult Load(string name)
    {
        if (_loaded.TryGetValue(name, out var known)) return known;
        var result = LoadNow(name);
        // A missing or broken plugin is tried again at the next edit, because the operator may have fixed it.
        if (result.Plugin is not null) _loaded[name] = result;
        return result;
    }

    private PluginResult LoadNow(string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name, $"VideoProxy.Providers.{name}.dll"));
        if (!File.Exists(path)) return Fault($"plugin '{name}' was not found: {path} does not exist. Build or copy the plugin there, or correct \"plugin\".");
        try
        {
            var assembly = new PluginLoadContext(path).LoadFromAssemblyPath(path);
            return WrongVersion(assembly) is { } wrong ? Fault($"plugin '{name}' {wrong}") : Create(name, assembly);
        }
        catch (Exception error)
        {
            // A broken plugin file or a missing dependency must not stop the gateway.
            return Fault($"plugin '{name}' at {path} cannot be loaded: {error.Message} Rebuild it against this gateway.");
        }
    }

    private static PluginResult Create(string name, Assembly assembly)
    {
        var types = assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IProviderPlugin))).ToList();
        if (types.Count != 1)
            return Fault($"plugin '{name}' has {types.Count} public classes that implement IProviderPlugin ({string.Join(", ", types.Select(t => t.Name))}); it needs exactly one.");
        if (types[0].GetConstructor(Type.EmptyTypes) is null) return Fault($"plugin '{name}' cannot be created: {types[0].Name} has no public constructor without parameters. Add one.");
        try
        {
            var plugin = (IProviderPlugin)Activator.CreateInstance(types[0])!;
            return plugin.Name == name
                ? new PluginResult(plugin, null)
                : Fault($"plugin '{name}' has the Name '{plugin.Name}'. The Name must be that of its folder.");
        }
        catch (Exception error)
        {
            var cause = error is TargetInvocationException { InnerException: { } inner } ? inner : error;
            return Fault($"plugin '{name}' threw {cause.GetType().Name} while {types[0].Name} was created: {cause.Message} Correct the plugin.");
        }
    }

    private static string? WrongVersion(Assembly assembly)
    {
        var built = assembly.GetReferencedAssemblies().FirstOrDefault(a => a.Name == Contract.Name)?.Version;
        if (built is null) return $"does not reference {Contract.Name}, so it is not a provider plugin.";
        return built.Major == Contract.Version!.Major
            ? null
            : $"was built for {Contract.Name} {built}, this gateway has {Contract.Version}. Rebuild it against this gateway.";
    }

    private static PluginResult Fault(string why) => new(null, why);
}

/// <summary>A plugin, or the reason why it cannot be used.</summary>
internal sealed record PluginResult(IProviderPlugin? Plugin, string? Fault);

/// <summary>
/// The load context of one plugin. Its private packages come from its own folder. The contract comes from the host, because a second
/// copy of it would define other types of the same names.
/// </summary>
internal sealed class PluginLoadContext(string assemblyPath) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(assemblyPath))
{
    private static readonly string? Contract = typeof(IProviderPlugin).Assembly.GetName().Name;
    private readonly AssemblyDependencyResolver _resolver = new(assemblyPath);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Contract) return typeof(IProviderPlugin).Assembly;
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
