using Shouldly;
using VideoProxy.Abstractions;
using VideoProxy.Providers.ByteDance;
using Xunit;

namespace VideoProxy.ProviderTests.Providers;

/// <summary>A page of 500 tasks is too long for a fixture.</summary>
public sealed class ByteDanceListTests
{
    private const int FullPage = 500;
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_778_754_720);

    [Fact]
    public void Full_page_that_ends_inside_the_window_may_hide_older_tasks() =>
        ByteDanceList.Read(new SubmitWindow(Start, Start.AddHours(1)), Page(newest: Start.AddSeconds(FullPage - 1))).ShouldBeNull();

    [Fact]
    public void Full_page_that_reaches_back_before_the_window_is_the_whole_answer() =>
        ByteDanceList.Read(new SubmitWindow(Start, Start.AddHours(1)), Page(newest: Start.AddSeconds(FullPage - 2)))!.Count.ShouldBe(FullPage - 1);

    /// <summary>A task for each second, newest first.</summary>
    private static ProviderReply Page(DateTimeOffset newest)
    {
        var items = Enumerable.Range(0, FullPage).Select(age => $$"""{"id": "cgt-{{age}}", "created_at": {{newest.ToUnixTimeSeconds() - age}}}""");
        return new ProviderReply(200, new Dictionary<string, string>(), $$"""{"items": [{{string.Join(", ", items)}}], "total": 1000}""");
    }
}
