using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Dialects.OpenRouter;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Dialects.OpenRouter;

public sealed class OfferingAdapterTests
{
    private static readonly VideoRequest Asked = new()
    {
        Model = "seedance", Prompt = "a boat", Seed = 7,
        ReferenceVideos = [MediaInput.FromUrl("https://e.com/a.mp4")], ReferenceAudios = [MediaInput.FromUrl("https://e.com/a.mp3")],
        ProviderOptions = new JsonObject { ["ark"] = new JsonObject { ["watermark"] = true }, ["other"] = new JsonObject { ["anything"] = 1 } },
    };

    [Fact]
    public void Apply_keeps_what_the_offering_takes_and_names_the_rest()
    {
        var served = OfferingAdapter.Apply(Asked, Samples.Loaded().Config.Models[0].Offering);

        served.ReferenceVideos.ShouldBeEmpty();
        served.ReferenceAudios.ShouldBeEmpty();
        served.Seed.ShouldBeNull();
        served.ProviderOptions.ToJsonString().ShouldBe("""{"watermark":true}""");
        OfferingAdapter.Ignored(Asked, served).ShouldBe(["input_references.video_url", "input_references.audio_url", "seed"]);
    }

    [Fact]
    public void Choose_with_the_adapter_prefers_the_offering_that_takes_the_references_though_it_costs_more()
    {
        var able = Samples.Loaded(Samples.ProviderFile.Replace("\"ark\"", "\"able\"").Replace("\"referenceImages\": 2", "\"referenceVideos\": 1, \"referenceAudios\": 1")
            .Replace("0.05184", "0.5"));
        var choice = new Catalogue([Samples.Loaded(), able]).Choose(Asked, defaultAudio: true, new DateOnly(2026, 11, 21), OfferingAdapter.Apply);

        var sorted = CandidateOrder.Sort(choice.Candidates, new DestinationHealth(TimeProvider.System));

        sorted.Select(candidate => candidate.Provider.Id).ShouldBe(["able", "ark"]);
        OfferingAdapter.Ignored(Asked, sorted[0].Request).ShouldBe(["seed"]);
    }

    [Fact]
    public void Choose_with_the_adapter_refuses_options_that_the_provider_does_not_name()
    {
        var asked = Asked with { ProviderOptions = new JsonObject { ["ark"] = new JsonObject { ["speed"] = 1 } } };

        var choice = new Catalogue([Samples.Loaded()]).Choose(asked, defaultAudio: true, new DateOnly(2026, 11, 21), OfferingAdapter.Apply);

        choice.Error!.ShouldSatisfyAllConditions(e => e.Code.ShouldBe("unsupported"), e => e.Message.ShouldContain("accepts watermark"));
    }
}
