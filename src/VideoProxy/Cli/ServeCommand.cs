using VideoProxy.Configuration;
using VideoProxy.Hosting;
using VideoProxy.Providers;
using VideoProxy.Sandbox;
using VideoProxy.Storage;

namespace VideoProxy.Cli;

/// <summary>Starts the sandbox, reads the configuration, opens the database, and runs the application until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(ServeOptions options, CancellationToken cancel)
    {
        await using var sandbox = options.Sandbox ? await SandboxHost.StartAsync(new SandboxOptions(), TimeProvider.System, cancel) : null;
        var environment = new ProcessEnvironment(sandbox);
        var settings = GatewayConfigReader.Read(options.ConfigFolder, environment);
        var providers = CheckedProviderFiles.Read(options.ConfigFolder, environment.Find);
        var faults = settings.Faults.Concat(providers.Faults).ToList();
        if (faults.Count > 0)
        {
            foreach (var fault in faults) await Console.Error.WriteLineAsync(fault.ToString());
            return ExitCodes.BadUsage;
        }

        var connection = settings.Configuration.GetConnectionString("Jobs") ?? DatabaseFactory.Default;
        var (opened, refusal) = DatabaseFactory.Create(connection, options.Node.Id, TimeProvider.System);
        if (opened is null)
        {
            await Console.Error.WriteLineAsync(refusal);
            return ExitCodes.BadUsage;
        }

        var (held, inUse) = GatewayLock.Take(connection);
        if (held is null)
        {
            await Console.Error.WriteLineAsync($"The gateway cannot start: {inUse}");
            return ExitCodes.Failed;
        }

        // Released last, after the database is closed.
        using var only = held;
        await using var database = opened;
        await using var app = GatewayApp.Build(options, settings, providers.Snapshot!, environment, database);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(StartFaults.Explain(error, options.Urls));
            await app.StopAsync(CancellationToken.None);
            return ExitCodes.Failed;
        }

        Banner.Print(app, sandbox, Console.Out);
        await app.WaitForShutdownAsync(cancel);
        return Environment.ExitCode;
    }
}
