using System.Text;
using System.Text.Json;
using VideoProxy.Dialects;

namespace VideoProxy.Tests.Dialects;

public sealed class JsonProblemTests
{
    [Theory]
    [InlineData("""{"model":"m","prompt":"a","prompt":"b"}""", "prompt")]
    [InlineData("""{"metadata":{"a":{"b":1,"b":2}}}""", "metadata.a.b")]
    [InlineData("""{"input_references":[{"type":"x"},{"image_url":{"url":"a","url":"b"}}]}""", "input_references[1].image_url.url")]
    [InlineData("""{"a":[[],[1,{"b":1,"b":2}]]}""", "a[1][1].b")]
    [InlineData("""{"pr\u006fmpt":"a","prompt":"b"}""", "prompt")]
    public void Repeated_member_is_named_with_its_path(string json, string member)
    {
        var error = JsonProblem.InBody(Malformed(json), Encoding.UTF8.GetBytes(json));

        error.ShouldSatisfyAllConditions(
            e => e.Status.ShouldBe(400), e => e.Param.ShouldBe(member),
            e => e.Message.ShouldBe($"Invalid JSON in request body: the member '{member}' is given twice. Send it once."));
    }

    [Theory]
    [InlineData("{\n\"a\":}", ", near line 2, byte 4.")]
    [InlineData("", ", near line 1, byte 0.")]
    public void Other_malformed_json_has_its_position(string json, string position) =>
        JsonProblem.InBody(Malformed(json), Encoding.UTF8.GetBytes(json)).Message.ShouldBe("Invalid JSON in request body" + position);

    private static JsonException Malformed(string json) => Should.Throw<JsonException>(() => JsonDocument.Parse(json, JsonText.Strict));
}
