using VideoProxy.Configuration;
using VideoProxy.Jobs;

namespace VideoProxy.Tests.Jobs;

public sealed class PollScheduleTests
{
    private readonly PollSchedule _spacing = new(new TrackerOptions());

    [Theory]
    [InlineData(0, 5)]
    [InlineData(100, 10)]
    [InlineData(3000, 30)]
    public void Next_without_experience_is_a_tenth_of_the_age_within_bounds(double age, double seconds) =>
        _spacing.Next("m", TimeSpan.FromSeconds(age)).TotalSeconds.ShouldBe(seconds);

    [Fact]
    public void Next_with_experience_waits_until_the_end_is_near()
    {
        _spacing.Learn("m", TimeSpan.FromSeconds(50));

        _spacing.Next("m", TimeSpan.Zero).TotalSeconds.ShouldBe(30);
        _spacing.Next("m", TimeSpan.FromSeconds(30)).TotalSeconds.ShouldBe(10, 0.001);
        _spacing.Next("m", TimeSpan.FromSeconds(45)).TotalSeconds.ShouldBe(5);
    }

    [Fact]
    public void Next_crossed_bounds_takes_the_larger() =>
        new PollSchedule(new TrackerOptions { MinInterval = TimeSpan.FromSeconds(60) }).Next("m", TimeSpan.FromHours(1)).TotalSeconds.ShouldBe(60);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 40)]
    [InlineData(50, 300)]
    public void Backoff_doubles_from_ten_seconds_to_five_minutes(long failures, double seconds) =>
        PollSchedule.Backoff(failures, null).TotalSeconds.ShouldBe(seconds);

    [Fact]
    public void Backoff_retry_after_lengthens_within_the_cap() =>
        PollSchedule.Backoff(1, TimeSpan.FromSeconds(70)).TotalSeconds.ShouldBe(70);
}
