using VideoProxy.Abstractions;

namespace VideoProxy.Tests.Abstractions;

public sealed class DeliveredTests
{
    [Fact]
    public void Value_that_a_video_can_have_is_kept()
    {
        var made = new Delivered { Seconds = 0.5, Width = 1280, Height = 65_536, Cost = 0 };

        (made.Seconds, made.Width, made.Height, made.Cost).ShouldBe((0.5, 1280, 65_536, 0m));
    }

    [Theory]
    [InlineData(0, 0, 0, -1)]
    [InlineData(-1, -1, -1, -0.01)]
    [InlineData(double.NaN, int.MaxValue, int.MinValue, 1_000_001)]
    [InlineData(double.PositiveInfinity, 65_537, 65_537, 1e9)]
    public void Value_that_no_video_can_have_is_dropped(double seconds, int width, int height, double cost) =>
        new Delivered { Seconds = seconds, Width = width, Height = height, Cost = (decimal)cost }.ShouldBe(new Delivered());

    [Fact]
    public void Report_of_nothing_delivered_has_none() =>
        new JobReport(ReportedState.Completed) { Delivered = new Delivered { Seconds = -5 } }.Delivered.ShouldBeNull();
}
