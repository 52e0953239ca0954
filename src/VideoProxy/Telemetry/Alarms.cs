using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace VideoProxy.Telemetry;

/// <summary>
/// The conditions that need an operator, such as a provider that refuses our key. Each one is logged when it begins and ends, listed
/// in the details of /health and counted by a gauge.
/// </summary>
internal sealed partial class Alarms : IDisposable
{
    private readonly ConcurrentDictionary<string, string> _raised = new(StringComparer.Ordinal);
    private readonly ILogger<Alarms> _logger;
    private readonly Meter _meter = new("VideoProxy.Alarms");

    public Alarms(ILogger<Alarms> logger)
    {
        _logger = logger;
        _meter.CreateObservableGauge("videoproxy.alarms", () => _raised.Count, description: "Conditions that need an operator.");
    }

    public IReadOnlyDictionary<string, string> Raised => _raised;

    /// <param name="about">The subject of the alarm, such as <c>provider/destination</c>.</param>
    /// <param name="message">The fault and its remedy, in complete sentences.</param>
    public void Raise(string about, string message)
    {
        if (_raised.TryGetValue(about, out var known) && known == message) return;
        _raised[about] = message;
        Log.Raised(_logger, about, message);
    }

    public void Clear(string about)
    {
        if (_raised.TryRemove(about, out _)) Log.Cleared(_logger, about);
    }

    public void Dispose() => _meter.Dispose();

    private static partial class Log
    {
        [LoggerMessage(EventIds.AlarmRaised, LogLevel.Error, "ALARM {About}: {Message}")]
        public static partial void Raised(ILogger logger, string about, string message);

        [LoggerMessage(EventIds.AlarmCleared, LogLevel.Information, "The alarm about {About} was cleared.")]
        public static partial void Cleared(ILogger logger, string about);
    }
}
