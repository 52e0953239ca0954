using System.Text.Json;
using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Sandbox;

namespace VideoProxy.Cli;

/// <summary><c>check</c>: everything that a start would refuse, without starting.</summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(CheckOptions options, TextWriter output, TextWriter remarks, CancellationToken cancel)
    {
        await using var sandbox = options.Sandbox ? await SandboxHost.StartAsync(new SandboxOptions(), TimeProvider.System, cancel) : null;
        var environment = new ProcessEnvironment(sandbox);
        var settings = GatewayConfigReader.Read(options.ConfigFolder, environment);
        var files = ProviderFilesReader.Read(options.ConfigFolder, environment.Find);
        var faults = settings.Faults.Concat(files.Faults).ToList();
        var (loaded, refused) = files.Snapshot is null ? ([], []) : ProviderLoader.CreateDefault().Load(files.Snapshot);
        var off = (files.Snapshot?.Disabled ?? []).Concat(refused).ToList();
        if (options.DryRun is { } request && faults.Count == 0)
            return await new DryRun(settings.Options, loaded, off, TimeProvider.System).RunAsync(request, options.Provider, new CallPrinter(output, remarks, options.Json), cancel);

        if (options.Json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new
            {
                faults = faults.Select(f => new { file = f.File, line = f.Line, path = f.Path, message = f.Message }),
                providers = loaded.Select(p => new { id = p.Id, plugin = p.Config.Plugin, models = p.Config.Models.Select(m => m.Offering.Model) }),
                disabled = off.Select(d => new { id = d.Id, file = d.File, reason = d.Reason }),
            }));
        }
        else
        {
            foreach (var fault in faults) await output.WriteLineAsync(fault.ToString());
            foreach (var provider in loaded)
            {
                await output.WriteLineAsync($"{provider.Id}: ok, {string.Join(", ", provider.Config.Models.Select(m => m.Offering.Model))}");
                if (options.Explain) await CallExplanation.WriteAsync(provider, output);
            }

            foreach (var disabled in off) await output.WriteLineAsync($"{disabled.Id}: off ({disabled.Reason})");
        }

        return faults.Count > 0 ? ExitCodes.BadUsage : ExitCodes.Done;
    }
}
