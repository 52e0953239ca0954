using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Catalog;

public sealed class CandidateOrderTests
{
    private static readonly VideoRequest Plain = new() { Model = "seedance", Prompt = "a boat", Seconds = 5, Audio = false };

    // Half the price, and one size that nobody means who leaves the size out.
    private static readonly LoadedProvider Large = Samples.Loaded(Samples.ProviderFile
        .Replace("\"ark\"", "\"large\"").Replace("[\"1280x720\", \"1920x1080\"]", "[\"1920x1080\"]")
        .Replace("\"720p\": { \"audio\": 0.05184, \"silent\": 0.02592 }, \"1080p\": 0.3402", "\"1080p\": 0.01"));

    [Fact]
    public void Sort_size_left_out_prefers_the_usual_one_to_a_lower_price() => Sort(Plain).ShouldBe(["ark 1280x720", "large 1920x1080"]);

    [Fact]
    public void Sort_size_given_goes_by_price() => Sort(Plain with { Size = "1920x1080" }).ShouldBe(["large 1920x1080", "ark 1920x1080"]);

    private static IEnumerable<string> Sort(VideoRequest request)
    {
        var choice = new Catalogue([Samples.Loaded(), Large]).Choose(request, defaultAudio: true, new DateOnly(2026, 11, 21));
        return CandidateOrder.Sort(choice.Candidates, new DestinationHealth(TimeProvider.System)).Select(candidate => $"{candidate.Provider.Id} {candidate.Output.Size}");
    }
}
