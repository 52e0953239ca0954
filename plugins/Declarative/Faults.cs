using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Collects what is wrong with a file's operations, each with its path, so that all are told at once.</summary>
internal sealed class Faults
{
    private readonly List<string> _all = [];

    // Paths as the host writes them: operations.poll.reply.states[0].
    public void Add(JsonNode at, string message)
    {
        var path = at.GetPath()[1..].TrimStart('.');
        _all.Add(path.Length > 0 ? $"{path}: {message}" : message);
    }

    /// <summary>One line for each fault; the host finds the line of the file by the path in front.</summary>
    public void ThrowIfAny()
    {
        if (_all.Count > 0) throw new ProviderSettingsException(string.Join('\n', _all));
    }
}
