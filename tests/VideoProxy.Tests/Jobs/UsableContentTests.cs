using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Jobs;
using VideoProxy.Network;

namespace VideoProxy.Tests.Jobs;

public sealed class UsableContentTests
{
    private readonly UsableContent _usable = new(new NetworkRules(new NetworkOptions()));

    [Theory]
    [InlineData("javascript:alert(1)", "scheme 'javascript'")]
    [InlineData("ftp://cdn.example/v.mp4", "scheme 'ftp'")]
    [InlineData("http://cdn.example/v.mp4", "scheme 'http'")]
    [InlineData("https://user:password@cdn.example/v.mp4", "user name")]
    [InlineData("https://169.254.169.254/v.mp4", "scheme 'https'")]
    [InlineData("https://localhost/v.mp4", "public hosts")]
    [InlineData("/outputs/x.mp4", "no scheme")]
    [InlineData("https://cdn.example/a b.mp4", "spaces")]
    public void Link_that_nobody_can_fetch_is_no_video(string link, string why)
    {
        var report = _usable.Check(Completed(link));

        report.Content.ShouldBeEmpty();
        report.Remark.ShouldNotBeNull().ShouldContain(why);
        report.Remark!.ShouldNotContain("password@");
    }

    [Fact]
    public void Link_that_is_too_long_is_no_video()
    {
        var report = _usable.Check(Completed("https://cdn.example/" + new string('x', 70_000)));

        report.Content.ShouldBeEmpty();
        report.Remark!.Length.ShouldBeLessThan(300);
    }

    [Fact]
    public void Picture_that_nobody_can_fetch_is_left_out()
    {
        var report = Completed("https://cdn.example/v.mp4");
        var content = report.Content.Append(KeyValuePair.Create("thumbnail", (ContentLocation)new ContentLocation.Url("javascript:1"))).ToDictionary();

        _usable.Check(report with { Content = content }).Content.Keys.ShouldBe([JobReport.VideoVariant]);
    }

    [Fact]
    public void Usable_report_is_the_same()
    {
        var report = Completed("https://cdn.example/v.mp4");

        _usable.Check(report).ShouldBeSameAs(report);
    }

    private static JobReport Completed(string link) => new(ReportedState.Completed)
    {
        Content = new Dictionary<string, ContentLocation> { [JobReport.VideoVariant] = new ContentLocation.Url(link) },
    };
}
