using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>Clients at work while gateways are killed, and the moments at which to kill them.</summary>
internal sealed class CrashLoad : IDisposable
{
    private const string Hook = "crash-load";

    // An answer takes a moment, so that a kill often finds a call on the wire.
    private const int LongestAnswerMs = 30;
    private const int MostSigns = 20;
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(3);

    // A submit that is cut off is looked for among those of its model.
    private static readonly string[] Models = ["seedance-2-0", "seedance-2-0-fast", "seedance-1-5-pro"];
    private readonly ConcurrentDictionary<string, string> _jobs = new();
    private readonly Signs _submissions = new();
    private readonly Signs _polls = new();
    private readonly Signs _deliveries = new();
    private readonly TestBed _bed;
    private readonly Random _random;
    private readonly RetryingClient _client;

    public CrashLoad(TestBed bed, Random random, params IReadOnlyList<string> urls)
    {
        (_bed, _random, _client) = (bed, random, new RetryingClient(urls));
        bed.Receiver.BeforeAnswer(Hook, Answering(_deliveries));
    }

    /// <summary>Clients that make one video after the other, each until its end, while there is more to make.</summary>
    /// <param name="clients">How many work side by side.</param>
    /// <param name="hasMore">Whether another video is wanted.</param>
    /// <param name="pause">How long a client rests after each video.</param>
    public Task RunAsync(int clients, Func<bool> hasMore, TimeSpan pause = default) => Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
    {
        while (hasMore())
        {
            await MakeAsync();
            await Task.Delay(pause, TimeProvider.System);
        }
    }));

    /// <summary>A moment at which a submit, a poll or a delivery is on the wire or has just been; or the end of the work.</summary>
    public async Task MomentAsync(Task work)
    {
        var signs = Chance(3) switch { 0 => _submissions, 1 => _polls, _ => _deliveries };
        await Task.WhenAny(work, signs.MoreAsync(Chance(MostSigns) + 1));
        // Before the answer, or so shortly after it that it may not be stored yet.
        await Task.Delay(TimeSpan.FromMilliseconds(Chance(2 * LongestAnswerMs)), TimeProvider.System);
    }

    /// <summary>Waits until everything has come to its end, and counts.</summary>
    public async Task<CrashTally> CountAsync()
    {
        try
        {
            await Until.TrueAsync(NothingIsOpenAsync, "the end of all jobs and callbacks", EndsWithin);
        }
        catch (TimeoutException)
        {
            // What is missing is counted.
        }

        var delivered = _bed.Receiver.For(Hook).Select(callback => callback.Headers["webhook-id"]);
        return await CrashTally.CountAsync(_bed, _jobs, delivered.ToHashSet(StringComparer.Ordinal));
    }

    public void Dispose() => _client.Dispose();

    private async Task MakeAsync()
    {
        var prompt = Prompts.New("load");
        var script = _bed.Upstream.Script(prompt);
        // Whether a submit that is cut off has made a task is the provider's secret.
        script.TakesSilently = Chance(2) == 0;
        (script.OnSubmit, script.OnPoll) = (Answering(_submissions), Answering(_polls));
        var created = await _client.CreateAsync(prompt, _bed.Receiver.Address(Hook), Models[Chance(Models.Length)]);
        var id = _jobs[prompt] = (string)created["id"]!;
        await Until.TrueAsync(async () => (string?)(await _client.WaitAsync(id))["status"] is not ("queued" or "in_progress"), $"the end of {id}", EndsWithin);
    }

    private int Chance(int below)
    {
        // Clients come side by side; Random is for one at a time.
        lock (_random) return _random.Next(below);
    }

    private Func<HttpContext, Task> Answering(Signs signs)
    {
        var takes = TimeSpan.FromMilliseconds(Chance(LongestAnswerMs));
        return _ =>
        {
            signs.Count();
            return Task.Delay(takes, TimeProvider.System);
        };
    }

    private async Task<bool> NothingIsOpenAsync()
    {
        const string sql = "SELECT (SELECT COUNT(*) FROM jobs WHERE status IN ('queued', 'in_progress')) + (SELECT COUNT(*) FROM callbacks WHERE status = 'pending')";
        return (await JobRows.QueryAsync<long>(_bed, sql)).Single() == 0;
    }
}
