using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using VideoProxy.Configuration;
using VideoProxy.Sandbox;
using VideoProxy.Storage;

namespace VideoProxy.Cli;

/// <summary>Runs the gateway: sandbox, configuration, database, then the application until it is told to stop.</summary>
internal static class ServeCommand
{
    private const string DefaultDatabase = "Data Source=data/videoproxy.db";

    public static async Task<int> RunAsync(ServeOptions options, CancellationToken cancel)
    {
        await using var sandbox = options.Sandbox ? await SandboxHost.StartAsync(new SandboxOptions(), TimeProvider.System, cancel) : null;
        var environment = new ProcessEnvironment(sandbox);
        var settings = GatewayConfigReader.Read(options.ConfigFolder, environment);
        var providers = ProviderFilesReader.Read(options.ConfigFolder, environment.Find);
        var faults = settings.Faults.Concat(providers.Faults).ToList();
        if (faults.Count > 0)
        {
            foreach (var fault in faults) await Console.Error.WriteLineAsync(fault.ToString());
            return ExitCodes.BadUsage;
        }

        var connection = settings.Configuration.GetConnectionString("Jobs") ?? DefaultDatabase;
        if (connection.Contains("Host=", StringComparison.OrdinalIgnoreCase))
        {
            await Console.Error.WriteLineAsync("ConnectionStrings__Jobs names a PostgreSQL server, which this version cannot use. Give 'Data Source=FILE' for SQLite.");
            return ExitCodes.BadUsage;
        }

        await using var database = await Database.OpenAsync(connection, cancel);
        await using var app = await GatewayApp.BuildAsync(options, settings, providers.Snapshot!, environment, database, cancel);
        await app.StartAsync(cancel);
        Banner.Print(app, sandbox, Console.Out);
        await app.WaitForShutdownAsync(cancel);
        return ExitCodes.Done;
    }
}
