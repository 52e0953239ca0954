using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public sealed class DeviationsTests
{
    [Theory]
    [InlineData(8.0, 1280, 720, null)]
    [InlineData(8.04, 1366, 768, null)]
    [InlineData(8.0, 720, 1280, null)]
    [InlineData(null, null, null, null)]
    [InlineData(5.0, null, null, "8 seconds were requested and the provider reports 5")]
    [InlineData(8.0, 854, 480, "1280x720 was requested and the provider reports 854x480")]
    [InlineData(5.5, 1920, 1080, "8 seconds were requested and the provider reports 5.5, 1280x720 was requested and the provider reports 1920x1080")]
    public void Video_that_differs_from_its_request_is_described(double? seconds, int? width, int? height, string? deviation) =>
        Deviations.Of(Samples.Job() with { Seconds = 8, Size = "1280x720" }, new Delivered { Seconds = seconds, Width = width, Height = height }).ShouldBe(deviation);

    [Fact]
    public void Length_of_an_extension_is_not_compared() =>
        Deviations.Of(Samples.Job() with { Seconds = 8, Size = "1280x720", Remake = "extension" }, new Delivered { Seconds = 16 }).ShouldBeNull();
}
