using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Catalog;

public sealed class CatalogueTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly VideoRequest Plain = new() { Model = "seedance", Prompt = "a boat", Seconds = 5 };

    [Fact]
    public void Choose_plain_request_fills_in_defaults_and_price()
    {
        var candidate = Choose(Plain).Candidates.ShouldHaveSingleItem();

        candidate.Output.ShouldBe(new VideoOutput(5, "1280x720", "720p", "16:9", Audio: true));
        candidate.Price.ShouldBe(0.2592m);
    }

    [Fact]
    public void Choose_silent_costs_the_silent_price() => Choose(Plain with { Audio = false }).Candidates[0].Price.ShouldBe(0.1296m);

    [Fact]
    public void Choose_pinned_model_finds_its_provider() => Choose(Plain with { Model = "ark/seedance" }).Candidates.ShouldHaveSingleItem();

    [Theory]
    [InlineData("ark/seedance", true)]
    [InlineData("ark/ark/fast", true)]
    [InlineData("seedance", false)]
    [InlineData("ark/fast", false)]
    [InlineData("ark/alias", false)]
    public void Choose_only_a_prefix_pins_not_an_id_or_alias_that_looks_like_one(string model, bool pinned)
    {
        var named = Samples.Loaded(Samples.ProviderFile.Replace("\"id\": \"seedance\"", "\"id\": \"ark/fast\", \"aliases\": [\"ark/alias\"]"));

        new Catalogue([Samples.Loaded(), named]).Choose(Plain with { Model = model }, defaultAudio: true, Today).IsPinned.ShouldBe(pinned);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("other/seedance")]
    [InlineData("/")]
    public void Choose_unknown_model_is_model_not_found(string model)
    {
        var error = Choose(Plain with { Model = model }).Error!;
        error.ShouldSatisfyAllConditions(e => e.Status.ShouldBe(400), e => e.Code.ShouldBe("model_not_found"), e => e.Param.ShouldBe("model"));
    }

    [Fact]
    public void Choose_unsupported_size_lists_the_supported_ones()
    {
        var error = Choose(Plain with { Size = "640x480" }).Error!;
        error.ShouldSatisfyAllConditions(
            e => e.Code.ShouldBe("unsupported"), e => e.Param.ShouldBe("size"),
            e => e.Message.ShouldContain("size 640x480 is unsupported (supported sizes: 1280x720, 1920x1080)"));
    }

    [Fact]
    public void Choose_unsupported_seconds_lists_the_supported_ones() =>
        Choose(Plain with { Seconds = 7 }).Error!.Message.ShouldContain("duration 7s is unsupported (supported durations: 5, 10)");

    [Fact]
    public void Choose_seconds_beyond_all_supported_says_which_is_the_most() =>
        Choose(Plain with { Seconds = 11 }).Error!.Message.ShouldContain("duration 11s is unsupported (supported durations: 5, 10): it exceeds the maximum supported duration of 10s");

    [Fact]
    public void Choose_without_any_provider_says_so() =>
        new Catalogue([]).Choose(Plain, defaultAudio: true, Today).Error!.ShouldSatisfyAllConditions(
            e => e.Status.ShouldBe(400), e => e.Code.ShouldBe("unsupported"), e => e.Message.ShouldContain("No configured provider is available for model seedance"));

    [Theory]
    [InlineData("veo")]
    [InlineData("veo-alias")]
    [InlineData("vertex/veo")]
    [InlineData("vertex/seedance")]
    public void Choose_model_of_providers_that_are_off_is_unsupported(string model)
    {
        var off = new DisabledProvider("vertex.json", "vertex", "KEY not set")
        {
            Models =
            [
                .. Samples.Provider(Samples.ProviderFile.Replace("\"id\": \"seedance\"", "\"id\": \"veo\", \"aliases\": [\"veo-alias\"]")).Models,
                .. Samples.Provider().Models,
            ],
        };

        var error = new Catalogue([Samples.Loaded()], [off]).Choose(Plain with { Model = model }, defaultAudio: true, Today).Error!;

        error.ShouldSatisfyAllConditions(e => e.Status.ShouldBe(400), e => e.Code.ShouldBe("unsupported"), e => e.Message.ShouldNotContain("KEY"));
    }

    [Fact]
    public void Choose_unknown_model_quotes_the_name_and_says_where_the_models_are_listed() =>
        Choose(Plain with { Model = "nope" }).Error!.ShouldSatisfyAllConditions(
            e => e.Code.ShouldBe("model_not_found"), e => e.Message.ShouldBe("The model 'nope' does not exist. GET /v1/models lists all models."));

    [Theory]
    [InlineData("Seedance-2-0", "Did you mean 'seedance-2-0'?")]
    [InlineData("seedance_2.0", "Did you mean 'seedance-2-0'?")]
    [InlineData("vertex_ai/seedance-2-0", "Did you mean 'seedance-2-0'?")]
    [InlineData("seadance-2-0", "Did you mean 'seedance-2-0'?")]
    [InlineData("clip-1", "Did you mean 'clip-10', 'clip-11', 'clip-12', 'clip-13' or 'clip-14'?")]
    public void Choose_unknown_model_names_at_most_five_near_ones(string model, string question)
    {
        var models = Enumerable.Range(10, 9).Select(i => Samples.ProviderFile.Replace("\"id\": \"seedance\"", $"\"id\": \"clip-{i}\"")).Append(Samples.ProviderFile.Replace("\"id\": \"seedance\"", "\"id\": \"seedance-2-0\""));
        var catalogue = new Catalogue([.. models.Select(file => Samples.Loaded(file))]);

        var error = catalogue.Choose(Plain with { Model = model }, defaultAudio: true, Today).Error!;

        error.Message.ShouldBe($"The model '{model}' does not exist. {question} GET /v1/models lists all models.");
    }

    [Fact]
    public void Choose_refused_model_with_a_prefix_of_its_own_is_quoted_as_the_client_wrote_it()
    {
        var named = Samples.Loaded(Samples.ProviderFile.Replace("\"id\": \"seedance\"", "\"id\": \"ark/fast\""));

        new Catalogue([named]).Choose(Plain with { Model = "ark/fast", Seconds = 7 }, defaultAudio: true, Today).Error!.Message.ShouldStartWith("Requested parameters are not supported for ark/fast. ark: duration 7s");
        Choose(Plain with { Seconds = 7 }).Error!.Message.ShouldStartWith("Requested parameters are not supported for ark/seedance. ark: duration 7s");
    }

    [Fact]
    public void Choose_refused_field_has_the_client_s_name()
    {
        var names = new ClientNames(new Dictionary<string, string> { ["seconds"] = "duration", ["last_frame"] = "frame_images", [ClientNames.Options] = "provider.options" });
        var request = Plain with { LastFrame = MediaInput.FromUrl("https://e.com/a.png") };

        Refused(request).Param.ShouldBe("frame_images");
        Refused(Plain with { Seconds = 7 }).Param.ShouldBe("duration");
        Refused(Plain with { ProviderOptions = new JsonObject { ["speed"] = 1 } }).ShouldSatisfyAllConditions(
            e => e.Param.ShouldBe("provider.options.speed"), e => e.Message.ShouldContain("ark: provider.options.speed is unsupported"));

        ApiError Refused(VideoRequest asked) => new Catalogue([Samples.Loaded()]).Choose(asked, defaultAudio: true, Today, names: names).Error!;
    }

    [Theory]
    [InlineData("\"lastFrame\": true", false)]
    [InlineData("\"lastFrame\": true, \"lastFrameAlone\": true", true)]
    public void Choose_last_frame_alone_needs_an_offering_that_takes_it(string inputs, bool fits)
    {
        var provider = Samples.Loaded(Samples.ProviderFile.Replace("\"firstFrame\": true", "\"firstFrame\": true, " + inputs));

        var choice = new Catalogue([provider]).Choose(Plain with { LastFrame = MediaInput.FromUrl("https://e.com/a.png") }, defaultAudio: true, Today);

        choice.Candidates.Count.ShouldBe(fits ? 1 : 0);
        if (!fits) choice.Error!.Message.ShouldContain("a last frame without a first frame is unsupported");
    }

    [Fact]
    public void Choose_prompt_is_measured_in_code_points()
    {
        Choose(Plain with { Prompt = string.Concat(Enumerable.Repeat("🎬", 100)) }).Error.ShouldBeNull();
        Choose(Plain with { Prompt = string.Concat(Enumerable.Repeat("🎬", 101)) }).Error!.Message.ShouldContain("prompt exceeds 100 chars");
    }

    [Fact]
    public void Choose_prompt_without_a_limit_of_the_model_is_bounded_all_the_same()
    {
        var boundless = new Catalogue([Samples.Loaded(Samples.ProviderFile.Replace("\"promptMax\": 100,", ""))]);

        boundless.Choose(Plain with { Prompt = new string('p', 100_001) }, defaultAudio: true, Today).Error!.Message.ShouldContain("prompt exceeds 100000 chars");
    }

    [Fact]
    public void List_leaves_out_retired_models_from_their_day_on()
    {
        var provider = Samples.Loaded(Samples.ProviderFile.Replace("\"audio\": \"optional\"", "\"retired\": {\"on\": \"2026-11-21\", \"successor\": \"next\"}, \"audio\": \"optional\""));
        var catalogue = new Catalogue([provider]);

        catalogue.List(Today.AddDays(-1)).ShouldHaveSingleItem().ShouldHaveSingleItem().Provider.Id.ShouldBe("ark");
        catalogue.List(Today).ShouldBeEmpty();
        catalogue.FindLive("ark/seedance", Today).Error!.ShouldSatisfyAllConditions(e => e.Status.ShouldBe(410), e => e.Message.ShouldContain("'next'"));
    }

    [Fact]
    public void Choose_several_problems_name_no_single_param() =>
        Choose(Plain with { Seconds = 7, Seed = 1 }).Error!.ShouldSatisfyAllConditions(e => e.Param.ShouldBeNull(), e => e.Message.ShouldContain("seed is unsupported"));

    [Fact]
    public void Choose_too_many_reference_images_says_how_many() =>
        Choose(Plain with { ReferenceImages = [.. Enumerable.Repeat(MediaInput.FromUrl("https://a/b.png"), 3)] }).Error!.Message.ShouldContain("at most 2 reference images");

    [Fact]
    public void Choose_passthrough_outside_the_table_is_refused()
    {
        Choose(Plain with { ProviderOptions = new JsonObject { ["speed"] = 1 } }).Error!.Message.ShouldContain("accepts watermark");
        Choose(Plain with { ProviderOptions = new JsonObject { ["watermark"] = "yes" } }).Error!.Param.ShouldBe("provider_options.watermark");
        Choose(Plain with { ProviderOptions = new JsonObject { ["watermark"] = true } }).Error.ShouldBeNull();
    }

    [Fact]
    public void Choose_resolution_and_ratio_find_the_size() =>
        Choose(Plain with { Resolution = "1080p", AspectRatio = "16:9" }).Candidates[0].Output.Size.ShouldBe("1920x1080");

    [Fact]
    public void Choose_one_reference_image_becomes_the_first_frame_where_only_frames_are_taken()
    {
        var frames = Samples.Loaded(Samples.ProviderFile.Replace(", \"referenceImages\": 2", ""));
        var request = Plain with { ReferenceImages = [MediaInput.FromUrl("https://example.com/a.png")] };

        var candidate = new Catalogue([frames]).Choose(request, defaultAudio: true, Today).Candidates.ShouldHaveSingleItem();

        candidate.Request.FirstFrame!.Url.ShouldBe("https://example.com/a.png");
        candidate.Request.ReferenceImages.ShouldBeEmpty();
    }

    private static Choice Choose(VideoRequest request) => new Catalogue([Samples.Loaded()]).Choose(request, defaultAudio: true, Today);
}
