using System.Text.RegularExpressions;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

/// <summary>The program started as a newcomer starts it: <c>--sandbox</c>, no key and no address of anything.</summary>
internal sealed partial class SandboxBed : IAsyncDisposable
{
    public TempFolder Temp { get; } = new();
    public GatewayProcess Gateway { get; private set; } = null!;

    public static async Task<SandboxBed> StartAsync(params (string Name, string Value)[] environment)
    {
        var bed = new SandboxBed();
        string[] arguments = ["--sandbox", "--config", Repository.ConfigFolder];
        bed.Gateway = await GatewayProcess.StartAsync(new GatewaySetup
        {
            WorkingFolder = bed.Temp.Path, Arguments = arguments, Environment = environment.ToDictionary(),
        });
        bed.Gateway.Client.DefaultRequestHeaders.Authorization = new("Bearer", "sk-sandbox");
        return bed;
    }

    /// <summary>The indented lines of the banner, as a newcomer would select them.</summary>
    public async Task<string> BannerLinesAsync()
    {
        await Until.TrueAsync(() => Task.FromResult(Pasted().IsMatch(Gateway.Log)), "the banner");
        return Pasted().Match(Gateway.Log).Groups[1].Value;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        Temp.Dispose();
    }

    // From the first curl line to the last line that is indented like it.
    [GeneratedRegex(@"\n(  +curl .*(?:\n  +.*)*video\.mp4.*(?:\n  +curl .*)*)")]
    private static partial Regex Pasted();
}
