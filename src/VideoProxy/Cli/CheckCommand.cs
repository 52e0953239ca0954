using System.Text.Json;
using VideoProxy.Configuration;
using VideoProxy.Hosting;
using VideoProxy.Providers;
using VideoProxy.Sandbox;

namespace VideoProxy.Cli;

/// <summary><c>check</c>: reports everything that would stop the gateway from starting.</summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(CheckOptions options, TextWriter output, TextWriter remarks, CancellationToken cancel)
    {
        await using var sandbox = options.Sandbox ? await SandboxHost.StartAsync(new SandboxOptions(), TimeProvider.System, cancel) : null;
        var environment = new ProcessEnvironment(sandbox);
        var settings = GatewayConfigReader.Read(options.ConfigFolder, environment);
        var files = CheckedProviderFiles.Read(options.ConfigFolder, environment.Find);
        var faults = settings.Faults.Concat(files.Faults).ToList();
        var (loaded, refused) = files.Snapshot is null ? ([], []) : ProviderLoader.CreateDefault().Load(files.Snapshot);
        var off = (files.Snapshot?.Disabled ?? []).Concat(refused).ToList();
        if (options.DryRun is { } request && faults.Count == 0)
            return await new DryRun(settings.Options, loaded, off, TimeProvider.System).RunAsync(request, options.Provider, new CallPrinter(output, remarks, options.Json), cancel);

        var probes = options.Probe ? await ProviderProbe.RunAsync(loaded, cancel) : null;
        await (options.Json ? WriteJsonAsync(output, faults, loaded, off, probes) : WriteTextAsync(output, options, faults, loaded, off, probes));
        return faults.Count > 0 ? ExitCodes.BadUsage : probes?.Values.Any(results => results.Any(result => result.IsFailure)) == true ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static async Task WriteTextAsync(
        TextWriter output, CheckOptions options, List<ConfigFault> faults, IReadOnlyList<LoadedProvider> loaded, List<DisabledProvider> off,
        IReadOnlyDictionary<string, IReadOnlyList<ProbeResult>>? probes)
    {
        foreach (var fault in faults) await output.WriteLineAsync(fault.ToString());
        foreach (var provider in loaded)
        {
            await output.WriteLineAsync($"{provider.Id}: ok, {string.Join(", ", provider.Config.Models.Select(m => m.Offering.Model))}");
            foreach (var result in probes?[provider.Id] ?? []) await output.WriteLineAsync($"  {result.Destination}: {result.Message}");
            if (options.Explain) await CallExplanation.WriteAsync(provider, output);
        }

        foreach (var disabled in off) await output.WriteLineAsync($"{disabled.Id}: off ({disabled.Reason})");
    }

    private static Task WriteJsonAsync(
        TextWriter output, List<ConfigFault> faults, IReadOnlyList<LoadedProvider> loaded, List<DisabledProvider> off,
        IReadOnlyDictionary<string, IReadOnlyList<ProbeResult>>? probes) => output.WriteLineAsync(JsonSerializer.Serialize(new
    {
        faults = faults.Select(f => new { file = f.File, line = f.Line, path = f.Path, message = f.Message }),
        providers = loaded.Select(provider => Describe(provider, probes?[provider.Id])),
        disabled = off.Select(d => new { id = d.Id, file = d.File, reason = d.Reason }),
    }));

    private static object Describe(LoadedProvider provider, IReadOnlyList<ProbeResult>? probes)
    {
        var (id, plugin, models) = (provider.Id, provider.Config.Plugin, provider.Config.Models.Select(m => m.Offering.Model));
        return probes is null
            ? new { id, plugin, models }
            : new { id, plugin, models, probes = probes.Select(p => new { destination = p.Destination, verdict = p.Verdict, status = p.Status, message = p.Message }) };
    }
}

/// <summary>The command line of <c>check</c>.</summary>
/// <param name="DryRun">A JSON file with a create in the openai dialect. Its native call is shown.</param>
/// <param name="Provider">The provider whose call is shown. Null means the one that the gateway would choose.</param>
/// <param name="Probe">Whether to test each provider's address and key.</param>
internal sealed record CheckOptions(string ConfigFolder, bool Sandbox, bool Json, bool Explain, string? DryRun, string? Provider, bool Probe);
