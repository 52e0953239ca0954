using System.Diagnostics;
using System.Text.Json.Nodes;
using Shouldly;
using VideoProxy.Abstractions;
using VideoProxy.ProviderTests.Support;
using VideoProxy.Providers.Declarative;
using Xunit;

namespace VideoProxy.ProviderTests.Mutations;

/// <summary>An editor must not find fault with what the gateway takes: the schema of provider files, checked by ajv of npm.</summary>
public sealed class OperationsSchemaTests
{
    [Fact]
    public async Task Schema_takes_whatever_the_reader_takes()
    {
        var taken = MutatedOperationsTests.Shipped.SelectMany(Files).Where(IsTaken).ToList();
        taken.Count.ShouldBeGreaterThan(200);

        (await MisfitsAsync(taken)).ShouldBeEmpty();
    }

    private static IEnumerable<JsonObject> Files(string name)
    {
        var shipped = JsonNode.Parse(File.ReadAllText(Repository.PathOf("config", "providers", $"{name}.json")))!.AsObject();
        yield return shipped;
        for (var seed = 0; seed < MutatedOperationsTests.Mutations; seed++)
        {
            var mutated = new Mutator(seed).Mutate(new JsonObject { ["operations"] = shipped["operations"]!.DeepClone() });
            var file = (JsonObject)shipped.DeepClone();
            if (mutated["operations"]?.DeepClone() is not JsonObject operations || mutated.Count > 1) continue;
            file["operations"] = operations;
            // A null member is as good as none to the reader; editors may well frown at it.
            if (!HasNull(operations)) yield return file;
        }
    }

    private static bool IsTaken(JsonObject file)
    {
        try
        {
            new DeclarativePlugin().Create(new ProviderSettings("mutated", new JsonObject { ["operations"] = file["operations"]!.DeepClone() }));
            return true;
        }
        catch (ProviderSettingsException)
        {
            return false;
        }
    }

    private static bool HasNull(JsonNode? node) => node switch
    {
        null => true,
        JsonObject members => members.Any(member => member.Key != "body" && HasNull(member.Value)),
        JsonArray items => items.Any(HasNull),
        _ => false,
    };

    private static async Task<string> MisfitsAsync(IEnumerable<JsonObject> documents)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, documents.Select(document => document.ToJsonString()));
            var script = Repository.PathOf("tests", "VideoProxy.ProviderTests", "Mutations", "check-schema.mjs");
            var start = new ProcessStartInfo("node", [script, Repository.PathOf("config", "provider.schema.json"), file]) { RedirectStandardOutput = true };
            using var node = Process.Start(start)!;
            var output = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            node.ExitCode.ShouldBe(0);
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
