using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Catalog;

public sealed class InputChecksTests
{
    private static readonly MediaInput Link = MediaInput.FromUrl("https://cdn.example.com/1");
    private static readonly MediaInput Bytes = MediaInput.FromBytes(new byte[1], "image/png");
    private static readonly Offering Offering = Samples.Provider().Models[0].Offering with
    {
        Inputs = new OfferingInputs(FirstFrame: true, ReferenceImages: 2, ReferenceVideos: 2),
    };

    [Fact]
    public void Image_link_for_a_provider_of_bytes_is_fetched() => Check(new() { Model = "m", FirstFrame = Link }, new Takes(MediaForm.Inline)).ShouldBeEmpty();

    [Fact]
    public void Video_link_for_a_provider_of_bytes_is_refused() =>
        Check(new() { Model = "m", ReferenceVideos = [Link] }, new Takes(MediaForm.Inline)).ShouldBe(["reference_videos"]);

    [Fact]
    public void Bytes_for_a_provider_of_links_are_refused() => Check(new() { Model = "m", FirstFrame = Bytes }, new Takes(MediaForm.Url)).ShouldBe(["image"]);

    [Fact]
    public void Bytes_for_a_provider_that_uploads_are_taken() => Check(new() { Model = "m", FirstFrame = Bytes }, new Uploads()).ShouldBeEmpty();

    [Fact]
    public void Replace_changes_each_place_of_an_input_and_no_other()
    {
        var request = new VideoRequest { Model = "m", FirstFrame = Bytes, LastFrame = Link, ReferenceImages = [Link, Bytes] };

        var replaced = RequestMedia.Replace(request, new Dictionary<MediaInput, MediaInput> { [Bytes] = Link });

        replaced.AllMedia().Select(item => item.Input).ShouldBe([Link, Link, Link, Link]);
    }

    private static IEnumerable<string> Check(VideoRequest request, IVideoProvider translator) => InputChecks.Run(request, Offering, translator).Select(problem => problem.Param);

    private class Takes(MediaForm form) : Samples.AgreeableProvider, ITakeMedia
    {
        public MediaForm FormOf(MediaKind kind) => form;
    }

    private sealed class Uploads() : Takes(MediaForm.Url), IStageMedia
    {
        public ProviderCall Stage(ProviderJob job, MediaInput input) => new("POST", "/upload");

        public StageReport ReadStaged(ProviderJob job, ProviderReply reply) => new StageReport.Staged("https://files.example.com/1");
    }
}
