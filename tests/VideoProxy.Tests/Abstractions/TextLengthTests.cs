using VideoProxy.Abstractions;

namespace VideoProxy.Tests.Abstractions;

public sealed class TextLengthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("🎬", 1)]
    [InlineData("a🎬b🎬", 4)]
    [InlineData("👩‍🚀", 3)]
    public void Of_counts_code_points(string text, int length) => TextLength.Of(text).ShouldBe(length);

    [Fact]
    public void Exceeds_compares_code_points_with_the_limit()
    {
        var emoji = string.Concat(Enumerable.Repeat("🎬", 100));

        TextLength.Exceeds(emoji, 100).ShouldBeFalse();
        TextLength.Exceeds(emoji, 99).ShouldBeTrue();
        TextLength.Exceeds(emoji, null).ShouldBeFalse();
    }
}
