namespace VideoProxy.Abstractions;

/// <summary>The exception that a plugin throws when the settings or credentials of a provider file are invalid.</summary>
/// <param name="message">
/// The message for the operator, with one line for each fault. A line states the key, its value, why the value is invalid and what is
/// allowed. If a line starts with the path of a setting and a colon, the host reports the fault at that setting's line in the file.
/// </param>
public sealed class ProviderSettingsException(string message) : Exception(message);
