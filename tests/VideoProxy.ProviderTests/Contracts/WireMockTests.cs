using Shouldly;
using VideoProxy.Abstractions;
using VideoProxy.ProviderTests.Support;
using Xunit;

namespace VideoProxy.ProviderTests.Contracts;

public sealed class WireMockTests(WireMockServer server) : IClassFixture<WireMockServer>
{
    private static readonly string[] RequiredStates =
        ["accepted", "queued", "running", "succeeded", "failed", "filtered", "rate_limited", "unauthorized"];

    public static TheoryData<string> Plugins() => new(PluginFolder.All.Select(folder => folder.Name));

    public static TheoryData<string, string> Mappings()
    {
        var mappings = new TheoryData<string, string>();
        foreach (var folder in PluginFolder.All)
        {
            foreach (var file in folder.Mappings)
                mappings.Add(folder.Name, Path.GetFileName(file));
        }

        return mappings;
    }

    [Theory]
    [MemberData(nameof(Mappings))]
    public async Task Call_over_a_socket_gives_the_report_of_its_mapping(string plugin, string file)
    {
        var mapping = StateMapping.ReadFile(plugin, Repository.PathOf("plugins", plugin, "mappings", file));
        var address = $"{server.Address}/{plugin}";
        var job = mapping.Input.Job(address);
        var provider = PluginFolder.Named(plugin).Provider(mapping.Input.Settings);

        var call = Exchange.Call(provider, mapping.Input, job).ShouldNotBeNull("A mapping answers a call.");
        var reply = await CallSender.SendAsync(server.Client, address, call);
        var report = Exchange.Read(provider, mapping.Input, job, reply);

        // WireMock answers an unmatched call with the nearest mapping and what differs.
        var differences = JsonDifference.Between(mapping.Report, report).ToList();
        server.Record(mapping.Input.Provider ?? plugin, mapping.State, passed: differences.Count == 0);
        differences.ShouldBeEmpty($"{plugin}/mappings/{file}:\n{string.Join('\n', differences)}\nnative reply:\n{reply.Body}\n");
    }

    [Theory]
    [MemberData(nameof(Plugins))]
    public void Plugin_mappings_cover_every_state(string plugin)
    {
        var states = PluginFolder.Named(plugin).Mappings.Select(file => StateMapping.ReadFile(plugin, file).State);

        RequiredStates.Except(states).ShouldBeEmpty($"plugins/{plugin}/mappings lacks states.");
    }
}
