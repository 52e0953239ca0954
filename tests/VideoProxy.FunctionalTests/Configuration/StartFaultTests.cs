using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Configuration;

public sealed class StartFaultTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("check")]
    [InlineData("serve")]
    public async Task Passthrough_name_that_the_plugin_writes_itself_ends_the_start(string command)
    {
        var file = ConfigFolder.SecondProvider("clash", "clashing-model", "https://ark.example.com");
        file["credentials"] = new JsonObject { ["apiKey"] = "a-key" };
        file["models"]![0]!["passthrough"] = new JsonObject { ["ratio"] = new JsonObject { ["type"] = "string" } };
        var config = new ConfigFolder(_temp);
        config.WriteProvider("clash", file.ToJsonString());

        var run = await ProcessRun.RunAsync("dotnet", [Path.Combine(Repository.HostFolder, "VideoProxy.dll"), command, "--config", config.Path, "--urls", "http://127.0.0.1:0"], _temp.Path);

        run.ExitCode.ShouldBe(2, run.Output + run.Errors);
        (run.Output + run.Errors).ShouldContain("providers/clash.json:1 models[0].passthrough.ratio: 'ratio' is written by plugin 'ByteDance' itself");
    }
}
