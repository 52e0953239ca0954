using System.Text.Json;
using VideoProxy.Configuration;
using VideoProxy.Providers;

namespace VideoProxy.Cli;

/// <summary><c>check</c>: everything that a start would refuse, without starting.</summary>
internal static class CheckCommand
{
    public static int Run(string configFolder, bool sandbox, bool json, bool explain, TextWriter output)
    {
        var environment = new ProcessEnvironment(null);
        var settings = GatewayConfigReader.Read(configFolder, environment);
        var files = ProviderFilesReader.Read(configFolder, environment.Find);
        var faults = settings.Faults.Concat(files.Faults).ToList();
        var (loaded, refused) = files.Snapshot is null ? ([], []) : ProviderLoader.CreateDefault().Load(files.Snapshot);
        var off = (files.Snapshot?.Disabled ?? []).Concat(refused).ToList();

        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(new
            {
                faults = faults.Select(f => new { file = f.File, line = f.Line, path = f.Path, message = f.Message }),
                providers = loaded.Select(p => new { id = p.Id, plugin = p.Config.Plugin, models = p.Config.Models.Select(m => m.Offering.Model) }),
                disabled = off.Select(d => new { id = d.Id, file = d.File, reason = d.Reason }),
            }));
        }
        else
        {
            foreach (var fault in faults) output.WriteLine(fault);
            foreach (var provider in loaded)
            {
                output.WriteLine($"{provider.Id}: ok, {string.Join(", ", provider.Config.Models.Select(m => m.Offering.Model))}");
                if (explain) CallExplanation.Write(provider, output);
            }

            foreach (var disabled in off) output.WriteLine($"{disabled.Id}: off ({disabled.Reason})");
        }

        return faults.Count > 0 ? ExitCodes.BadUsage : ExitCodes.Done;
    }
}
