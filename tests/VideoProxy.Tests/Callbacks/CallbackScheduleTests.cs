using VideoProxy.Callbacks;
using VideoProxy.Configuration;

namespace VideoProxy.Tests.Callbacks;

public sealed class CallbackScheduleTests
{
    private static readonly CallbacksOptions Options = new();

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(4, 40)]
    [InlineData(11, 3600)]
    [InlineData(1000, 3600)]
    public void DelayAfter_doubles_from_the_first_delay_to_the_cap(long tried, double seconds) =>
        CallbackSchedule.DelayAfter(tried, 0.5, null, Options).TotalSeconds.ShouldBe(seconds);

    [Fact]
    public void DelayAfter_jitter_stays_within_a_fifth()
    {
        CallbackSchedule.DelayAfter(1, 0, null, Options).TotalSeconds.ShouldBe(4);
        CallbackSchedule.DelayAfter(1, 1, null, Options).TotalSeconds.ShouldBe(6);
    }

    [Fact]
    public void DelayAfter_jitter_does_not_go_beyond_the_cap() => CallbackSchedule.DelayAfter(11, 1, null, Options).ShouldBe(Options.MaxDelay);

    [Fact]
    public void DelayAfter_retry_after_only_lengthens_and_not_beyond_the_cap()
    {
        CallbackSchedule.DelayAfter(1, 0.5, TimeSpan.FromSeconds(1), Options).TotalSeconds.ShouldBe(5);
        CallbackSchedule.DelayAfter(1, 0.5, TimeSpan.FromSeconds(90), Options).TotalSeconds.ShouldBe(90);
        CallbackSchedule.DelayAfter(1, 0.5, TimeSpan.FromDays(9), Options).ShouldBe(Options.MaxDelay);
    }
}
