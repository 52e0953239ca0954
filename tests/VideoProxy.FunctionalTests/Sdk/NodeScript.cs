using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sdk;

/// <summary>Runs a script of this folder with node against a bed's gateway; what it printed.</summary>
internal static class NodeScript
{
    public static async Task<JsonNode> RunAsync(TestBed bed, string name, params string[] arguments)
    {
        // From the repository: the package is found in the folders above the script.
        var script = Path.Combine(Repository.Root, "tests", "VideoProxy.FunctionalTests", "Sdk", name);
        var run = await ProcessRun.RunAsync("node", [script, bed.Gateway.Url + "/v1", TestBed.Key, .. arguments], bed.Temp.Path);
        run.ExitCode.ShouldBe(0, run.Errors);
        return JsonNode.Parse(run.Output)!;
    }
}
