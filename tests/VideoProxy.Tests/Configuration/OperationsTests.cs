using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Configuration;

/// <summary>A provider file with operations: what its plugin finds in them, at the lines where it stands.</summary>
public sealed class OperationsTests : IDisposable
{
    private const string Small = """
        {
          "id": "small",
          "plugin": "Declarative",
          "destinations": { "main": { "address": "https://api.example.com" } },
          "credentials": {},
          "operations": {
            "submit": {
              "method": "POST", "path": "/jobs",
              "body": { "text": "{{prompt}}", "size": "{{resolution|720p=HD|1080p=FHD}}", "length": "{{seconds}}" },
              "reply": { "id": "/id" }
            },
            "poll": {
              "method": "GET", "path": "/jobs/{{id}}",
              "reply": { "states": [ { "http": 200, "is": "completed", "video": "/url" } ] }
            }
          },
          "models": [
            { "id": "m", "upstream": "m", "sizes": ["1280x720", "1920x1080"], "seconds": [5, 10], "audio": "never", "prices": { "720p": 1, "1080p": 2 } }
          ]
        }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_whose_operations_carry_what_it_offers_has_no_fault() => Faults(Small).ShouldBeEmpty();

    [Theory]
    [InlineData("\"text\": \"{{prompt}}\"", "\"text\": \"{{prompt}}\", \"image\": \"{{firstFrame}}\"")]
    [InlineData("\"text\": \"{{prompt}}\"", "\"text\": \"{{prompt}}\", \"image\": \"{{firstFrame?}}\"")]
    public void Model_that_takes_an_image_and_may_need_one_has_no_fault(string part, string instead) =>
        Faults(Small.Replace(part, instead).Replace("\"audio\": \"never\"", "\"audio\": \"never\", \"inputs\": { \"firstFrame\": true }")).ShouldBeEmpty();

    [Fact]
    public void Fault_of_an_operation_is_told_at_its_line() =>
        Faults(Small.Replace("{{prompt}}", "{{promt}}")).ShouldHaveSingleItem().ShouldStartWith(
            "providers/small.json:9 operations.submit.body.text: {{promt}} is not known in submit. Known names: ");

    [Fact]
    public void Missing_part_is_told_at_the_operation_that_lacks_it() =>
        Faults(Small.Replace("\"reply\": { \"id\": \"/id\" }", "\"reply\": {}")).ShouldHaveSingleItem().ShouldBe(
            "providers/small.json:7 operations.submit: reply.id is missing. It must be a JSON Pointer to the task's id, such as /id");

    [Fact]
    public void Map_without_a_word_for_an_offered_resolution_is_a_fault() =>
        Faults(Small.Replace("|1080p=FHD", "")).ShouldHaveSingleItem().ShouldBe(
            "providers/small.json:7 operations.submit: {{resolution}} has no mapping for '1080p'. Mapped values: 720p (model 'm')");

    [Theory]
    [InlineData("{ \"type\": \"string\", \"values\": [\"ink\", \"clay\"] }", "{{options.style?|ink=INK}}", "{{options.style}} has no mapping for 'clay'. Mapped values: ink")]
    [InlineData("{ \"type\": \"boolean\" }", "{{options.style?|true=on}}", "{{options.style}} has no mapping for 'false'. Mapped values: true")]
    public void Map_without_a_word_for_an_offered_option_is_a_fault(string rule, string template, string why) =>
        Faults(Small.Replace("\"text\": ", $"\"style\": \"{template}\", \"text\": ").Replace("\"audio\": \"never\"", $"\"audio\": \"never\", \"passthrough\": {{ \"style\": {rule} }}"))
            .ShouldHaveSingleItem().ShouldBe($"providers/small.json:7 operations.submit: {why} (model 'm')");

    [Fact]
    public void Option_that_is_needed_and_offered_by_no_model_is_a_fault() =>
        Faults(Small.Replace("\"text\": ", "\"style\": \"{{options.style}}\", \"text\": ")).ShouldHaveSingleItem().ShouldBe(
            "providers/small.json:7 operations.submit: {{options.style}} is required by the submit operation, but the model's passthrough does not list 'style' (model 'm')");

    [Theory]
    [InlineData("\"audio\": \"never\"", "\"audio\": \"optional\"", "audio cannot be chosen, because this provider's submit call has no field for it")]
    [InlineData("\"audio\": \"never\"", "\"audio\": \"never\", \"seed\": true", "seed is unsupported, because this provider's submit call has no field for it")]
    [InlineData("\"audio\": \"never\"", "\"audio\": \"never\", \"negativePrompt\": true", "negative_prompt is unsupported, because this provider's submit call has no field for it")]
    [InlineData("\"audio\": \"never\"", "\"audio\": \"never\", \"inputs\": { \"firstFrame\": true }", "image is unsupported, because this provider's submit call has no field for it")]
    [InlineData("\"audio\": \"never\"", "\"audio\": \"never\", \"inputs\": { \"referenceAudios\": 1 }", "reference_audios is unsupported, because this provider's submit call has no field for it")]
    [InlineData("\"audio\": \"never\"", "\"audio\": \"never\", \"passthrough\": { \"x\": { \"type\": \"string\" } }", "provider_options.x is unsupported, because this provider's submit call has no field for it")]
    [InlineData(", \"length\": \"{{seconds}}\"", "", "seconds cannot be chosen, because this provider's submit call has no field for it")]
    [InlineData("\"size\": \"{{resolution|720p=HD|1080p=FHD}}\", ", "", "size cannot be chosen, because this provider's submit call has no field for it")]
    public void What_a_model_offers_and_no_call_carries_is_a_fault(string part, string instead, string why) =>
        Faults(Small.Replace(part, instead)).ShouldHaveSingleItem().ShouldBe($"providers/small.json:7 operations.submit: {why} (model 'm')");

    [Fact]
    public void Operations_of_another_plugin_are_a_fault() =>
        Faults(Small.Replace("\"Declarative\"", "\"ByteDance\"")).ShouldHaveSingleItem().ShouldBe(
            "providers/small.json:6 operations: goes with plugin 'Declarative' only, not with 'ByteDance'");

    private List<string> Faults(string file)
    {
        _folder.Write("providers/small.json", file);
        var files = ProviderFilesReader.Read(ProviderFolder.Take(_folder.Path), _ => null);
        return [.. files.Faults.Concat(files.Snapshot is { } snapshot ? new ProviderLoader(new PluginLoader(Plugins.Shipped)).Conflicts(snapshot) : []).Select(fault => fault.ToString())];
    }
}
