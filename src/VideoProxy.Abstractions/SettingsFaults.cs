using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>A collector for the faults of a file's settings. The collector reports all faults at once, each with its path.</summary>
public sealed class SettingsFaults
{
    private readonly List<string> _all = [];

    /// <summary>Adds a fault. Line breaks in the message become spaces, because each fault is one line.</summary>
    /// <param name="at">The faulty node inside <see cref="ProviderSettings.Settings"/>. The host finds the line of the node in the file.</param>
    /// <param name="message">Why the value is invalid, and what is allowed.</param>
    public void Add(JsonNode at, string message)
    {
        // The host writes paths in the same form: operations.poll.reply.states[0].
        var path = at.GetPath()[1..].TrimStart('.');
        _all.Add((path.Length > 0 ? $"{path}: {message}" : message).ReplaceLineEndings(" "));
    }

    /// <summary>Throws if there are faults. Call this method after all settings are read.</summary>
    /// <exception cref="ProviderSettingsException">There is at least one fault. The message has one line for each distinct fault.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0) throw new ProviderSettingsException(string.Join('\n', _all.Distinct()));
    }
}
