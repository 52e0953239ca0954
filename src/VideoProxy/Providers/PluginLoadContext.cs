using System.Reflection;
using System.Runtime.Loader;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>
/// One plugin's own world: its private packages come from its folder, the contract from the host. A second copy of the
/// contract would give types of the same name that are not the same types.
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
