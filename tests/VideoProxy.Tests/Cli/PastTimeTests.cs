using VideoProxy.Cli;

namespace VideoProxy.Tests.Cli;

public sealed class PastTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("90s", "2026-11-28T11:58:30Z")]
    [InlineData("30m", "2026-11-28T11:30:00Z")]
    [InlineData("6h", "2026-11-28T06:00:00Z")]
    [InlineData("7d", "2026-11-21T12:00:00Z")]
    [InlineData("2147483647d", "1970-01-01T00:00:00Z")]
    [InlineData("2026-11-27", "2026-11-27T00:00:00Z")]
    [InlineData("2026-11-27T06:00Z", "2026-11-27T06:00:00Z")]
    [InlineData("2026-11-27T06:00:00+02:00", "2026-11-27T04:00:00Z")]
    public void Age_or_date_is_a_time(string text, string expected) =>
        PastTime.Parse(text, Now).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());

    [Theory]
    [InlineData("h")]
    [InlineData("-1h")]
    [InlineData("1w")]
    [InlineData("1.5h")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void Other_text_is_none(string text) => PastTime.Parse(text, Now).ShouldBeNull();
}
