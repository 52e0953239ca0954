using System.Text.RegularExpressions;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>What became of the jobs that clients made across crashes.</summary>
internal sealed partial record CrashTally
{
    public required int Jobs { get; init; }

    /// <summary>Submits cut off by a crash whose task was found again.</summary>
    public required int Found { get; init; }

    /// <summary>Submits cut off by a crash that nobody can tell of: said so, not resent.</summary>
    public required int Unknown { get; init; }

    /// <summary>Told to a client, and then gone, there twice, without an end, or ended in any other way than these two.</summary>
    public required int Lost { get; init; }

    /// <summary>Prompts that the provider was asked for more than once.</summary>
    public required int SubmittedTwice { get; init; }

    /// <summary>Jobs that were given the task of another one.</summary>
    public required int MixedUp { get; init; }

    public required int PolledTwiceAtOnce { get; init; }

    public required int CallbacksMissing { get; init; }

    public static async Task<CrashTally> CountAsync(TestBed bed, IReadOnlyDictionary<string, string> jobs, HashSet<string> delivered)
    {
        var rows = (await JobRows.QueryAsync<CrashedJob>(bed,
            """
            SELECT jobs.id AS Id, jobs.prompt AS Prompt, jobs.status AS Status, jobs.error_code AS ErrorCode, attempts.upstream_id AS UpstreamId
            FROM jobs JOIN attempts ON attempts.id = jobs.attempt_id
            """)).ToLookup(row => row.Prompt);
        var scripts = jobs.Keys.Select(bed.Upstream.Script).ToList();
        return new CrashTally
        {
            Jobs = jobs.Count,
            Found = FoundAgain().Count(bed.Log),
            Unknown = rows.Sum(same => same.Count(row => row.IsUnknown)),
            Lost = jobs.Count(job => rows[job.Key].ToList() is not [var row] || row.Id != job.Value || !(row.IsCompleted || row.IsUnknown)),
            SubmittedTwice = scripts.Count(script => script.Submissions > 1),
            MixedUp = rows.Sum(same => same.Count(row => row.UpstreamId is { } task && bed.Upstream.ScriptOf(task) != bed.Upstream.Script(same.Key))),
            PolledTwiceAtOnce = scripts.Count(script => script.MostPollsAtOnce > 1),
            CallbacksMissing = jobs.Values.Count(id => !delivered.Contains("evt_" + id)),
        };
    }

    public void ShouldBeClean()
    {
        var counts = this with { Jobs = 0, Found = 0, Unknown = 0 };
        counts.ShouldBe(new CrashTally { Jobs = 0, Found = 0, Unknown = 0, Lost = 0, SubmittedTwice = 0, MixedUp = 0, PolledTwiceAtOnce = 0, CallbacksMissing = 0 });
    }

    public override string ToString() =>
        $"{Jobs} jobs ({Found} found again, {Unknown} unknown): {Lost} lost, {SubmittedTwice} submitted twice, {MixedUp} mixed up, "
        + $"{PolledTwiceAtOnce} polled twice at once, {CallbacksMissing} callbacks missing";

    [GeneratedRegex("had an unknown outcome and was found")]
    private static partial Regex FoundAgain();
}
