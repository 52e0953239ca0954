using Dapper;
using VideoProxy.Accounts;
using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Storage;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>
/// Maps the health checks. <c>/alive</c> reports that the process runs. <c>/health</c> reports whether it can serve requests, with
/// details only for callers with a key.
/// </summary>
internal static class HealthEndpoints
{
    private const string Alive = "/alive";
    private const string Health = "/health";

    public static bool IsHealthPath(PathString path) => path == Alive || path == Health;

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Alive, (RequestDelegate)(context => context.Response.WriteAsync("alive")));
        routes.MapGet(Health, (RequestDelegate)WriteHealthAsync);
    }

    private static async Task WriteHealthAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var database = await IsUsableAsync(services.GetRequiredService<Database>(), context.RequestAborted);
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;
        var memory = !services.GetRequiredService<MemoryFaults>().IsRecent;
        var ready = database && memory && !stopping;
        context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        var status = ready ? "ready" : "not ready";
        if (services.GetRequiredService<KeyRing>().Find(context.Request) is null)
        {
            await Results.Json(new { status }, statusCode: context.Response.StatusCode).ExecuteAsync(context);
            return;
        }

        var providers = services.GetRequiredService<ProviderRegistry>().Current;
        await Results.Json(new
        {
            status,
            database,
            memory,
            stopping,
            alarms = services.GetRequiredService<Alarms>().Raised,
            providers = providers.All.Select(p => p.Id),
            disabled = providers.Disabled.Select(d => new { d.Id, d.Reason }),
            configuration = services.GetRequiredService<ConfigSource>().LastFaults.Select(f => f.ToString()),
        }, statusCode: context.Response.StatusCode).ExecuteAsync(context);
    }

    private static async Task<bool> IsUsableAsync(Database database, CancellationToken cancel)
    {
        if (!database.IsOpen || database.Fault is not null) return false;
        try
        {
            return await database.ReadAsync(db => db.ExecuteScalarAsync<long>("SELECT 1"), cancel) == 1;
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException)
        {
            return false;
        }
    }
}
