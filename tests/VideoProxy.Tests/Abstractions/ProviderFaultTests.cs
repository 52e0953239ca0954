using VideoProxy.Abstractions;

namespace VideoProxy.Tests.Abstractions;

public sealed class ProviderFaultTests
{
    [Theory]
    [InlineData("No.", "No.")]
    [InlineData(" No. ", "No.")]
    [InlineData("", ProviderFault.NoReason)]
    [InlineData(" \n", ProviderFault.NoReason)]
    public void Message_is_never_blank(string given, string kept)
    {
        new ProviderFault(FaultKind.Internal, given).Message.ShouldBe(kept);
        (new ProviderFault(FaultKind.Internal, "other") with { Message = given }).Message.ShouldBe(kept);
    }

    [Fact]
    public void Texts_of_any_length_are_bounded()
    {
        var fault = new ProviderFault(FaultKind.Internal, new string('a', 1_000_000)) { NativeCode = new string('7', 4095) + "🎬" };

        fault.Message.Length.ShouldBe(4096);
        fault.NativeCode.ShouldBe(new string('7', 4095));
    }
}
