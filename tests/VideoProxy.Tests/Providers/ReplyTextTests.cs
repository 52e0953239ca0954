using System.Text.Json;
using VideoProxy.Providers;

namespace VideoProxy.Tests.Providers;

public sealed class ReplyTextTests
{
    [Theory]
    [InlineData(@"""a\ud83d\ude00b""", "a😀b")]
    [InlineData(@"""a\uD83Db""", "a\ufffdb")]
    [InlineData(@"""a\ude00b""", "a\ufffdb")]
    [InlineData(@"""\ud83d\ud83d\ude00""", "\ufffd😀")]
    [InlineData(@"""task\u0000""", "task\ufffd")]
    [InlineData(@"""\u00e9""", "é")]
    public void Mend_leaves_only_what_can_be_read_and_stored(string json, string expected) =>
        JsonDocument.Parse(ReplyText.Mend(json)).RootElement.GetString().ShouldBe(expected);
}
