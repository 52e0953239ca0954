using Shouldly;
using VideoProxy.Abstractions;
using VideoProxy.ProviderTests.Support;
using VideoProxy.Testing;
using Xunit;

namespace VideoProxy.ProviderTests.Contracts;

public sealed class WireMockTests(PluginStubs stubs) : IClassFixture<PluginStubs>
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
        var mapping = Read(plugin, file);
        var (provider, job, call) = Call(plugin, mapping);

        var reply = await stubs.SendAsync(plugin, call);
        var unmatched = stubs.Unmatched();
        var differences = JsonDifference.Between(mapping.Report, Exchange.Read(provider, mapping.Input, job, reply)).ToList();

        stubs.Record(mapping.Input.Provider ?? plugin, mapping.State, passed: unmatched.Length == 0 && differences.Count == 0);
        unmatched.ShouldBeEmpty($"{mapping.Name}:\n{unmatched}");
        differences.ShouldBeEmpty($"{mapping.Name}:\n{string.Join('\n', differences)}\nnative reply:\n{reply.Body}\n");
    }

    [Theory]
    [MemberData(nameof(Mappings))]
    public async Task Call_that_is_wrong_in_one_place_fits_no_mapping(string plugin, string file)
    {
        var mapping = Read(plugin, file);
        var (_, _, call) = Call(plugin, mapping);

        foreach (var (what, wrong) in WrongCalls.Of(call, mapping.Request))
        {
            var reply = await stubs.SendAsync(plugin, wrong);

            (reply.Status, reply.Body).ShouldBe((404, StubServer.UnmatchedBody), $"{mapping.Name}: a call that is wrong in one place ({what}) was answered.");
        }
    }

    [Theory]
    [MemberData(nameof(Plugins))]
    public void Plugin_mappings_cover_every_state(string plugin)
    {
        var states = PluginFolder.Named(plugin).Mappings.Select(file => StateMapping.ReadFile(plugin, file).State);

        RequiredStates.Except(states).ShouldBeEmpty($"plugins/{plugin}/mappings lacks states.");
    }

    private static StateMapping Read(string plugin, string file) => StateMapping.ReadFile(plugin, Repository.PathOf("plugins", plugin, "mappings", file));

    private (IVideoProvider Provider, ProviderJob Job, ProviderCall Call) Call(string plugin, StateMapping mapping)
    {
        var job = mapping.Input.Job(stubs.AddressOf(plugin));
        var provider = PluginFolder.Named(plugin).Provider(mapping.Input.Settings);
        return (provider, job, Exchange.Call(provider, mapping.Input, job).ShouldNotBeNull("A mapping answers a call."));
    }
}
