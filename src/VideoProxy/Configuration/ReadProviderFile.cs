namespace VideoProxy.Configuration;

/// <summary>What became of one provider file: a provider, a disabled one, or neither where it has faults.</summary>
/// <param name="Name">The file as faults name it.</param>
/// <param name="Root">What it holds; null when it cannot be read.</param>
/// <param name="Provider">Set when it is on.</param>
/// <param name="Disabled">Set when it is off.</param>
/// <param name="Faults">What is wrong with it.</param>
internal sealed record ReadProviderFile(
    string Name, LocatedNode? Root, ProviderConfig? Provider, DisabledProvider? Disabled, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>Its <c>id</c>, where it has one.</summary>
    public LocatedNode? Id => Root?.Members.GetValueOrDefault("id") is { Text.Length: > 0 } id ? id : null;
}
