namespace VideoProxy.Abstractions;

/// <summary>Thrown by <see cref="IProviderPlugin.Create"/> when a provider file's settings cannot be used.</summary>
/// <param name="message">The key, its value, why it cannot be and what is allowed. It is shown to the operator.</param>
public sealed class ProviderSettingsException(string message) : Exception(message);
