using VideoProxy.Telemetry;

namespace VideoProxy.Configuration;

/// <summary>
/// Applies edits of gateway.json while the gateway runs. The sections that the framework reads itself (ReverseProxy, Logging) are
/// live. Our own options, the connection strings and the allowed hosts take effect at the next start. A bad edit is only reported.
/// </summary>
internal sealed partial class GatewayEdits(GatewayConfig started, Func<GatewayConfig> read, ConfigSource source, ILogger<GatewayEdits> logger)
{
    private static readonly string[] NeedStart = [GatewayOptionsReader.Section, "ConnectionStrings", AllowedHosts.Key];

    // A copy, because an edit replaces the values of the configuration that was read at the start.
    private readonly List<KeyValuePair<string, string?>> _started = Values(started);
    private ConfigFileContent? _seen = started.Content;

    public void Look()
    {
        var content = source.TakeGateway();
        if (IsSame(content, _seen)) return;
        // Remembered first, so that a file that cannot be read is reported once and not twice a second.
        _seen = content;
        var edit = read();
        _seen = edit.Content;
        source.GatewayFaults = edit.Faults;
        if (edit.Faults.Count > 0)
        {
            GatewayMetrics.RefusedEdits.Add(1);
            foreach (var fault in edit.Faults) Log.Refused(logger, fault);
            return;
        }

        started.Values.Replace(edit.Values);
        if (Values(edit).SequenceEqual(_started)) Log.Applied(logger);
        else Log.NeedsStart(logger);
    }

    /// <summary>Returns the values that take effect at the next start.</summary>
    private static List<KeyValuePair<string, string?>> Values(GatewayConfig config) =>
        [.. NeedStart.SelectMany(section => config.Configuration.GetSection(section).AsEnumerable()).OrderBy(value => value.Key, StringComparer.OrdinalIgnoreCase)];

    private static bool IsSame(ConfigFileContent? one, ConfigFileContent? other) =>
        one?.Failure == other?.Failure && one is null == other is null && (one?.Bytes ?? []).AsSpan().SequenceEqual(other?.Bytes ?? []);

    private static partial class Log
    {
        [LoggerMessage(EventIds.ConfigurationRefused, LogLevel.Error, "An edit was refused, so the last good configuration stays in force: {Fault}")]
        public static partial void Refused(ILogger logger, ConfigFault fault);

        [LoggerMessage(EventIds.GatewayFileReplaced, LogLevel.Information, "Applied the edit of gateway.json.")]
        public static partial void Applied(ILogger logger);

        [LoggerMessage(EventIds.GatewayFileReplaced, LogLevel.Warning, "Applied the ReverseProxy and Logging sections of the edited gateway.json. Its changes under VideoProxy, ConnectionStrings or AllowedHosts take effect at the next start.")]
        public static partial void NeedsStart(ILogger logger);
    }
}
