using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>The plugin for every service that the <c>operations</c> of a provider file can describe.</summary>
public sealed class DeclarativePlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        var faults = new SettingsFaults();
        var operations = new OperationsReader(faults).Read(settings.Settings);
        faults.ThrowIfAny();
        return operations.Cancel.Count > 0 ? new CancelingProvider(operations) : new DeclarativeProvider(operations);
    }
}
