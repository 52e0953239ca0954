using System.Globalization;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Nodes;

public sealed class SecondGatewayTests
{
    [Fact]
    public async Task Second_gateway_on_a_SQLite_file_is_refused_with_the_id_of_the_first_which_works_on()
    {
        await using var bed = await TestBed.StartAsync();
        var prompt = Prompts.New();
        bed.Upstream.Script(prompt).StaysRunning = true;
        var id = await bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        var nodes = await NodeRows.AllAsync(bed);

        var second = await GatewayCommand.RunAsync(bed, "serve", "--urls", "http://127.0.0.1:0");
        var list = await GatewayCommand.RunAsync(bed, "jobs", "list");

        second.ExitCode.ShouldBe(1, second.Output + second.Errors);
        second.Errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain($"is in use by the gateway with the process id {bed.Gateway.Id.ToString(CultureInfo.InvariantCulture)}.");
        list.ExitCode.ShouldBe(0, list.Errors);
        list.Output.ShouldContain(id);
        (await NodeRows.AllAsync(bed)).ShouldBe(nodes);
        bed.Upstream.Script(prompt).StaysRunning = false;
        await bed.Gateway.CompletedAsync(id);
    }

    [Fact]
    public async Task Gateway_whose_port_is_taken_does_not_touch_the_shared_database()
    {
        await using var bed = await TestBed.StartOnAsync(await Postgres.CreateDatabaseAsync());
        // A node that is paused for long looks dead to every node that starts.
        await bed.Gateway.SignalAsync("STOP");
        await JobRows.QueryAsync<string>(bed, "UPDATE nodes SET seen_at = 0 RETURNING id");
        var nodes = await NodeRows.AllAsync(bed);

        var second = await GatewayCommand.RunAsync(bed, "serve", "--urls", bed.Gateway.Url);

        second.ExitCode.ShouldBe(1, second.Output + second.Errors);
        second.Errors.ShouldContain("is in use by another process");
        (await NodeRows.AllAsync(bed)).ShouldBe(nodes);
        await bed.Gateway.SignalAsync("CONT");
    }
}
