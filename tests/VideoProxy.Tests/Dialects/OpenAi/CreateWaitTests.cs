using VideoProxy.Dialects.OpenAi;

namespace VideoProxy.Tests.Dialects.OpenAi;

public sealed class CreateWaitTests
{
    [Theory]
    [InlineData("wait=5", 5)]
    [InlineData("respond-async, Wait = \"7\"", 7)]
    [InlineData("handling=lenient;x=1, wait=9", 9)]
    [InlineData("wait=600", 60)]
    [InlineData("wait=99999999999", 0)]
    [InlineData("wait=-1", 0)]
    [InlineData("wait=soon", 0)]
    [InlineData("wait", 0)]
    [InlineData("await=5", 0)]
    [InlineData("", 0)]
    public void Read_finds_the_seconds_and_ignores_what_it_cannot_meet(string prefer, int seconds) => CreateWait.Read(prefer, 60).ShouldBe(seconds);
}
