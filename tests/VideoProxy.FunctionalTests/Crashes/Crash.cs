using Dapper;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>A gateway that is killed, and another one that takes its place.</summary>
internal static class Crash
{
    /// <summary>Starts another gateway on the database and at the address of the one that was killed.</summary>
    public static async Task ReplaceAsync(this TestBed bed, params string[] arguments)
    {
        await ForgetNodesAsync(bed);
        await bed.StartGatewayAsync(null, arguments);
    }

    public static async Task KillAndReplaceAsync(this TestBed bed, params string[] arguments)
    {
        await bed.Gateway.KillAsync();
        await bed.ReplaceAsync(arguments);
    }

    /// <summary>As if all nodes had been silent for long: on a shared database the next one would wait ten seconds to be sure of it.</summary>
    private static async Task ForgetNodesAsync(TestBed bed)
    {
        await using var db = JobRows.Connect(bed);
        await db.ExecuteAsync("UPDATE nodes SET seen_at = 0");
    }
}
