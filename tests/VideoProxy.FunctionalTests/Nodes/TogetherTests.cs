using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Nodes;

public sealed class TogetherTests
{
    [Fact]
    public async Task Nodes_that_start_together_on_an_empty_database_migrate_it_once_and_share_everything()
    {
        // Without a secret in the environment each would make one of its own.
        await using var bed = await TestBed.PrepareOnAsync(await Postgres.CreateDatabaseAsync(), ("VIDEOPROXY_SECRET", ""));

        var gateways = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bed.StartGatewayAsync()));

        await NodeRows.CountAsync(bed, 3);
        var versions = await JobRows.QueryAsync<int>(bed, "SELECT version FROM schema_version ORDER BY version");
        versions.ShouldBe(Enumerable.Range(1, versions.Count));
        var id = await gateways[0].CreateIdAsync(GatewayCalls.Body(Prompts.New(), bed.Receiver.Address("together")));
        foreach (var gateway in gateways)
        {
            var link = new Uri((string)(await gateway.CompletedAsync(id))["content"]![0]!["url"]!);
            foreach (var other in gateways)
            {
                using var content = await other.Client.GetAsync(link.PathAndQuery);
                (await content.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
            }
        }

        (await bed.Receiver.NextAsync("together")).ShouldBeSigned(TestBed.Secret);
        bed.Receiver.For("together").Count.ShouldBe(1);
    }
}
