using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>Collects what is wrong with a file's settings, each with its path, so that all of it is told at once.</summary>
public sealed class SettingsFaults
{
    private readonly List<string> _all = [];

    /// <summary>Notes a fault; line breaks in what it quotes are told as spaces.</summary>
    /// <param name="at">What it is about: any node of <see cref="ProviderSettings.Settings"/>; the host finds its line.</param>
    /// <param name="message">Why it cannot be and what is allowed.</param>
    public void Add(JsonNode at, string message)
    {
        // As the host writes paths: operations.poll.reply.states[0].
        var path = at.GetPath()[1..].TrimStart('.');
        _all.Add((path.Length > 0 ? $"{path}: {message}" : message).ReplaceLineEndings(" "));
    }

    /// <summary>To be called when everything is read.</summary>
    /// <exception cref="ProviderSettingsException">There are faults; one line for each, once.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0) throw new ProviderSettingsException(string.Join('\n', _all.Distinct()));
    }
}
