using System.Reflection;
using System.Reflection.Emit;
using VideoProxy.Abstractions;

namespace VideoProxy.Tests.Support;

/// <summary>Writes plugin assemblies whose classes derive from the ones below, so that a test can choose what is wrong with them.</summary>
public static class OddPlugin
{
    private const string Prefix = "VideoProxy.Providers.";

    /// <summary>Writes <c>NAME/VideoProxy.Providers.NAME.dll</c> with one public class for each base.</summary>
    public static string Write(string folder, string name, params Type[] bases) => Write(folder, name, typeof(IProviderPlugin), bases);

    /// <summary>The same, built for a contract of another version.</summary>
    public static string WriteForContract(Version version, string folder, string name, Type @base)
    {
        var contract = Assembly(new AssemblyName(typeof(IProviderPlugin).Assembly.GetName().Name!) { Version = version });
        var type = contract.DefineDynamicModule("contract").DefineType(typeof(IProviderPlugin).FullName!, TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        return Write(folder, name, type.CreateType(), [@base]);
    }

    private static string Write(string folder, string name, Type contract, Type[] bases)
    {
        var assembly = Assembly(new AssemblyName(Prefix + name));
        var module = assembly.DefineDynamicModule(name);
        foreach (var type in bases) module.DefineType($"{type.Name}Of{name}", TypeAttributes.Public, type, [contract]).CreateType();
        // Without a class too, the assembly names the contract.
        module.DefineType("Marker", TypeAttributes.Interface | TypeAttributes.Abstract, null, [contract]).CreateType();
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, $"{Prefix}{name}.dll");
        assembly.Save(file);
        return file;
    }

    private static PersistedAssemblyBuilder Assembly(AssemblyName name) => new(name, typeof(object).Assembly);

    /// <summary>A plugin as it should be; its provider submits an empty body.</summary>
    public class Good : IProviderPlugin
    {
        public virtual string Name => GetType().Assembly.GetName().Name![Prefix.Length..];

        public virtual IVideoProvider Create(ProviderSettings settings) => new Samples.AgreeableProvider();
    }

    public class Misnamed : Good
    {
        public override string Name => "Other";
    }

    public class FailsToStart : Good
    {
        public FailsToStart() => throw new InvalidOperationException("the licence is missing");
    }

    public class MakesNothing : Good
    {
        public override IVideoProvider Create(ProviderSettings settings) => null!;
    }

    public class FailsToCreate : Good
    {
        public override IVideoProvider Create(ProviderSettings settings) => throw new InvalidOperationException("the moon is full");
    }
}
