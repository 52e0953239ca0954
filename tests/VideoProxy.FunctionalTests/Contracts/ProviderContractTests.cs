using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>Every provider's documented calls and replies over sockets, through the whole gateway.</summary>
public sealed class ProviderContractTests(ContractRun run) : IClassFixture<ContractRun>
{
    public static TheoryData<string, string> Flows()
    {
        var flows = new TheoryData<string, string>();
        foreach (var api in NativeApis.All)
        {
            foreach (var flow in api.Flows) flows.Add(api.Name, flow.ToString());
        }

        return flows;
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public Task Flow_of_a_provider_goes_as_documented(string api, string flow) => run.OutcomeAsync(api, Enum.Parse<Flow>(flow));

    [Fact]
    public void Every_shipped_provider_has_its_flows() => NativeApis.All.Select(api => api.Provider).Distinct().ShouldBe(
        Directory.GetFiles(Path.Combine(Repository.ConfigFolder, "providers"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!), ignoreOrder: true);
}
