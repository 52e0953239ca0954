using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Catalog;

public sealed class RemakeCheckTests
{
    private static readonly VideoOutput Source = new(10, "1920x1080", "1080p", "16:9", Audio: false);

    [Theory]
    [InlineData(RemakeKind.Remix)]
    [InlineData(RemakeKind.Edit)]
    public void Run_remix_and_edit_are_what_their_source_is_and_cost_its_length(RemakeKind kind)
    {
        var candidate = Run(kind).Candidates.ShouldHaveSingleItem();

        (candidate.Output, candidate.Price, candidate.Request.Seconds).ShouldBe((Source, 3.402m, null));
        candidate.Destination.Name.ShouldBe("elsewhere");
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(null, 5)]
    public void Run_extension_is_as_long_as_both_and_costs_what_is_added(int? asked, int added)
    {
        var candidate = Run(RemakeKind.Extension, asked).Candidates.ShouldHaveSingleItem();

        candidate.Output.ShouldBe(Source with { Seconds = 10 + added });
        (candidate.Request.Seconds, candidate.Price).ShouldBe((added, added * 0.3402m));
    }

    [Fact]
    public void Run_extension_by_a_length_that_is_not_offered_lists_those_that_are() =>
        Run(RemakeKind.Extension, 7).Error!.Message.ShouldContain("duration 7s is unsupported (supported durations: 5, 10)");

    [Fact]
    public void Run_source_of_a_size_that_is_no_longer_offered_has_no_price()
    {
        var error = Run(RemakeKind.Remix, source: Source with { Size = "640x480" }).Error!;
        (error.Status, error.Code, error.Param).ShouldBe((400, "unsupported", "size"));
    }

    private static Choice Run(RemakeKind kind, int? seconds = null, VideoOutput? source = null)
    {
        var provider = Samples.Loaded();
        var destination = provider.Config.Destinations[0] with { Name = "elsewhere" };
        var request = new VideoRequest { Model = "ark/seedance", Prompt = "at night", Seconds = seconds, Source = new VideoSource(kind, "task-1") };
        return RemakeCheck.Run(new CatalogueEntry(provider, provider.Config.Models[0]), destination, request, source ?? Source);
    }
}
