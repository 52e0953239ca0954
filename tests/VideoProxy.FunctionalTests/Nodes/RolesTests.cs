using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Nodes;

public sealed class RolesTests
{
    [Fact]
    public async Task Each_role_does_its_own_work_and_no_other()
    {
        await using var bed = await TestBed.PrepareOnAsync(await Postgres.CreateDatabaseAsync());
        var (prompt, hook) = (Prompts.New(), "roles");
        var script = bed.Upstream.Script(prompt);
        var api = await bed.StartRolesAsync("api");

        var id = await api.CreateIdAsync(GatewayCalls.Body(prompt, bed.Receiver.Address(hook)));
        await LongDueAsync(bed);
        script.Polls.ShouldBe(0);

        var tracker = await bed.StartRolesAsync("tracker");
        await api.CompletedAsync(id);
        await LongDueAsync(bed, "callbacks", "next_at");
        bed.Receiver.For(hook).ShouldBeEmpty();

        var callbacks = await bed.StartRolesAsync("callbacks");
        (await bed.Receiver.NextAsync(hook)).ShouldBeSigned(TestBed.Secret);
        foreach (var worker in (GatewayProcess[])[tracker, callbacks])
        {
            (await worker.Client.GetStringAsync("/health")).ShouldContain("ready");
            using var retrieve = await worker.Client.GetAsync($"/v1/videos/{id}");
            await retrieve.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        }
    }

    /// <summary>Something has been due for several of a worker's rounds, by the database's own clock.</summary>
    private static Task LongDueAsync(TestBed bed, string table = "jobs", string column = "next_poll_at") => Until.TrueAsync(
        async () => (await JobRows.QueryAsync<string>(bed, $"SELECT id FROM {table} WHERE {column} < EXTRACT(EPOCH FROM clock_timestamp()) * 1000 - 1500")).Count > 0,
        $"{table} that are due");
}
