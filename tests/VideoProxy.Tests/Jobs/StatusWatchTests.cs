using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Telemetry;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public sealed class StatusWatchTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Alarms _alarms = new(NullLogger<Alarms>.Instance);
    private readonly StatusWatch _watch;

    public StatusWatchTests() => _watch = new StatusWatch(_alarms, _time, NullLogger<StatusWatch>.Instance);

    [Fact]
    public void Unknown_word_is_told_at_once_and_once_for_all_jobs()
    {
        _watch.Observe(Polled("video_1"), JobReport.OfWord("polishing"));
        _watch.Observe(Polled("video_2"), JobReport.OfWord("polishing"));

        var (about, message) = _alarms.Raised.Single();
        about.ShouldBe("ark/main undocumented status 'polishing'");
        message.ShouldContain("ark/main reports an undocumented status 'polishing' for model seedance");
        message.ShouldContain("sample.json");
    }

    [Fact]
    public void Word_that_a_task_leaves_again_is_harmless()
    {
        _watch.Observe(Polled("video_1"), JobReport.OfWord("polishing"));
        _watch.Observe(Polled("video_1"), JobReport.OfWord("running"));
        _alarms.Raised.ShouldBeEmpty();

        _watch.Observe(Polled("video_2"), JobReport.OfWord("polishing"));
        _alarms.Raised.ShouldBeEmpty();
    }

    [Fact]
    public void Alarm_stays_after_its_job_has_expired_and_ends_with_the_next_job_that_works()
    {
        _watch.Observe(Polled("video_1"), JobReport.OfWord("ready"));
        _watch.Observe(Polled("video_2"), JobReport.OfWord("running"));
        _watch.Forget("video_1");
        _watch.Observe(Polled("video_2"), JobReport.OfWord("running"));
        _alarms.Raised.ShouldHaveSingleItem();

        _watch.Observe(Polled("video_2"), JobReport.OfWord("completed"));
        _alarms.Raised.ShouldBeEmpty();
    }

    [Fact]
    public void Job_that_works_does_not_end_the_alarm_of_one_that_waits()
    {
        _watch.Observe(Polled("video_1"), JobReport.OfWord("ready"));

        _watch.Observe(Polled("video_2"), JobReport.OfWord("completed"));
        _alarms.Raised.ShouldHaveSingleItem();

        // The client canceled the first job, so nobody polls it.
        _time.Advance(TimeSpan.FromMinutes(16));
        _watch.Observe(Polled("video_3"), JobReport.OfWord("completed"));
        _alarms.Raised.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    public void Twentieth_reply_in_a_row_without_a_status_is_told(string? word)
    {
        for (var i = 0; i < 19; i++) _watch.Observe(Polled("video_1"), JobReport.OfWord(word));
        _alarms.Raised.ShouldBeEmpty();

        _watch.Observe(Polled("video_1"), JobReport.OfWord(word));
        _alarms.Raised["ark/main without status"].ShouldContain("20 replies of ark/main in a row");

        _watch.Observe(Polled("video_1"), JobReport.OfWord("queued"));
        _alarms.Raised.ShouldBeEmpty();
    }

    [Fact]
    public void Replies_without_a_status_that_are_not_in_a_row_are_not_told()
    {
        for (var i = 0; i < 100; i++) _watch.Observe(Polled("video_1"), JobReport.OfWord(i % 19 == 0 ? "queued" : null));

        _alarms.Raised.ShouldBeEmpty();
    }

    [Fact]
    public void Provider_that_invents_a_word_for_each_reply_raises_few_alarms()
    {
        for (var i = 0; i < 1000; i++) _watch.Observe(Polled($"video_{i}"), JobReport.OfWord($"word {i}"));

        _alarms.Raised.Count.ShouldBe(5);
    }

    public void Dispose() => _alarms.Dispose();

    private static PolledJob Polled(string id)
    {
        var (job, provider) = (Samples.Job(id), Samples.Loaded());
        return new PolledJob(job, Samples.Attempt(job) with { UpstreamId = "task" }, "node_a", provider, provider.FindDestination("main")!, provider.FindModel("seedance")!.Offering);
    }
}
