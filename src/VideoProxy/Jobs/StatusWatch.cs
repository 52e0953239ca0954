using VideoProxy.Abstractions;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>
/// Tells the operator about tasks whose state the gateway cannot tell, long before their deadline: at once about an unknown word, and after
/// twenty replies in a row that have no state at all. A word that a task has left again is harmless, and is not told twice.
/// </summary>
internal sealed partial class StatusWatch(Alarms alarms, TimeProvider time, ILogger<StatusWatch> logger)
{
    public const int MostWithoutStatus = 20;

    // Bounds for providers that invent a word for each reply, and for jobs that other nodes have finished.
    private const int MostAlarms = 5, MostJobs = 10_000;

    // Longer than any wait between two polls. A job that was not seen for so long was canceled, or another node polls it.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(15);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Unclear> _jobs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _harmless = new(StringComparer.Ordinal);

    /// <summary>The raised alarms by subject, each with the destination and model that it is about.</summary>
    private readonly Dictionary<string, (string Place, string Model)> _raised = new(StringComparer.Ordinal);

    public void Observe(PolledJob polled, JobReport report)
    {
        lock (_lock)
        {
            if (!report.HasStatus) SawNone(polled);
            else if (report is { Remark: { } remark, State: ReportedState.Queued or ReportedState.InProgress }) SawWord(polled, remark);
            else SawKnown(polled, report.State);
        }
    }

    /// <summary>Forgets a job that has ended. Its alarm stays until a task of the same model ends in a known state.</summary>
    public void Forget(string jobId)
    {
        lock (_lock) _jobs.Remove(jobId);
    }

    private void SawNone(PolledJob polled)
    {
        var seen = Find(polled);
        if (++seen.WithoutStatus != MostWithoutStatus) return;
        Raise(polled, seen, $"{polled.Place} without status",
            $"{MostWithoutStatus} replies of {polled.Place} in a row did not say in which state the task of job {polled.Job.Id} is (model {polled.Attempt.Model}). Such jobs stay unfinished until their deadline. Check that the address in {FileOf(polled)} is that of an API which the plugin '{polled.Provider.Config.Plugin}' reads.");
    }

    private void SawWord(PolledJob polled, string remark)
    {
        var (seen, about) = (Find(polled), $"{polled.Place} {remark}");
        seen.WithoutStatus = 0;
        if (seen.Remark != remark) Log.NativeStatusUnknown(logger, polled.Attempt.Provider, polled.Job.Id, remark);
        seen.Remark = remark;
        if (!_harmless.Contains(about))
            Raise(polled, seen, about, $"{polled.Place} reports an {remark} for model {polled.Attempt.Model}. Jobs with it stay unfinished until their deadline. If it means that a task has ended, add it to the states in {FileOf(polled)}, or correct the plugin '{polled.Provider.Config.Plugin}'.");
    }

    private void SawKnown(PolledJob polled, ReportedState state)
    {
        if (_jobs.Remove(polled.Job.Id, out var seen))
        {
            foreach (var about in seen.Alarms)
            {
                if (_harmless.Count < MostJobs) _harmless.Add(about);
                Clear(about);
            }
        }

        if (state is ReportedState.Queued or ReportedState.InProgress || _raised.Count == 0) return;
        // The configuration was corrected, unless another job still waits in that state.
        var here = _raised.Where(alarm => alarm.Value == (polled.Place, polled.Attempt.Model)).Select(alarm => alarm.Key).ToList();
        foreach (var about in here.Where(about => !_jobs.Values.Any(job => job.Alarms.Contains(about) && time.GetElapsedTime(job.SeenAt) < Silence))) Clear(about);
    }

    private void Raise(PolledJob polled, Unclear seen, string about, string message)
    {
        if (!_raised.ContainsKey(about) && _raised.Values.Count(alarm => alarm.Place == polled.Place) >= MostAlarms) return;
        seen.Alarms.Add(about);
        if (_raised.TryAdd(about, (polled.Place, polled.Attempt.Model))) alarms.Raise(about, message);
    }

    private void Clear(string about)
    {
        if (_raised.Remove(about)) alarms.Clear(about);
    }

    private Unclear Find(PolledJob polled)
    {
        if (_jobs.Count >= MostJobs) _jobs.Clear();
        if (!_jobs.TryGetValue(polled.Job.Id, out var seen)) _jobs[polled.Job.Id] = seen = new Unclear();
        seen.SeenAt = time.GetTimestamp();
        return seen;
    }

    private static string FileOf(PolledJob polled) => Path.GetFileName(polled.Provider.Config.File);

    /// <summary>What the last polls of an unfinished job could not tell.</summary>
    private sealed class Unclear
    {
        public long SeenAt { get; set; }
        public int WithoutStatus { get; set; }
        public string? Remark { get; set; }
        public HashSet<string> Alarms { get; } = new(StringComparer.Ordinal);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.NativeStatusUnknown, LogLevel.Warning, "{Provider} sent an undocumented status for job {JobId}: {Remark}. The job stays unfinished and is polled again.")]
        public static partial void NativeStatusUnknown(ILogger logger, string provider, string jobId, string remark);
    }
}
