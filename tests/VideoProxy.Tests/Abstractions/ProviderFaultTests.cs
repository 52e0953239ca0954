using VideoProxy.Abstractions;

namespace VideoProxy.Tests.Abstractions;

public sealed class ProviderFaultTests
{
    [Theory]
    [InlineData("No.", "No.")]
    [InlineData("Not https://cdn.example.com/a?signature=b here", "Not … here")]
    [InlineData(" https://cdn.example.com/a?signature=b ", "The provider gave no reason.")]
    [InlineData("图片https://cdn.example.com/a.jpg无法下载", "图片…无法下载")]
    [InlineData("""{"url":"https://a.example/a.png","reason":"no face"}""", """{"url":"…","reason":"no face"}""")]
    [InlineData("Image (HTTPS://a.example/a.png): too small, see gs://bucket/a?sig=1.", "Image (…): too small, see ….")]
    [InlineData("", "The provider gave no reason.")]
    public void Message_holds_no_links_and_is_never_empty(string given, string kept)
    {
        new ProviderFault(FaultKind.Internal, given).Message.ShouldBe(kept);
        (new ProviderFault(FaultKind.Internal, "other") with { Message = given }).Message.ShouldBe(kept);
    }

    [Fact]
    public void Message_that_is_too_long_is_cut_between_characters()
    {
        new ProviderFault(FaultKind.Internal, new string('a', 501)).Message.ShouldBe(new string('a', 500) + "…");
        new ProviderFault(FaultKind.Internal, new string('a', 499) + "🎬🎬").Message.ShouldBe(new string('a', 499) + "…");
    }

    [Fact]
    public void NativeCode_that_is_too_long_is_cut_between_characters()
    {
        new ProviderFault(FaultKind.Internal, "No.") { NativeCode = new string('7', 101) }.NativeCode.ShouldBe(new string('7', 100));
        new ProviderFault(FaultKind.Internal, "No.") { NativeCode = new string('7', 99) + "🎬" }.NativeCode.ShouldBe(new string('7', 99));
    }
}
