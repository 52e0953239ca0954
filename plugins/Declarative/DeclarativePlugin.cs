using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Any service whose protocol fits the <c>operations</c> of its provider file.</summary>
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
