namespace VideoProxy.Configuration;

/// <summary>What became of one provider file: a provider, a disabled one, or neither where it has faults.</summary>
/// <param name="Name">The file as faults name it.</param>
/// <param name="Id">Its <c>id</c>, where it has a readable one.</param>
/// <param name="Provider">Set when it is on.</param>
/// <param name="Disabled">Set when it is off.</param>
/// <param name="Faults">What is wrong with it.</param>
internal sealed record ReadProviderFile(
    string Name, LocatedNode? Id, ProviderConfig? Provider, DisabledProvider? Disabled, IReadOnlyList<ConfigFault> Faults);
