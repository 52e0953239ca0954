using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using VideoProxy.Providers;
using VideoProxy.Sandbox;

namespace VideoProxy.Cli;

/// <summary>Prints what an operator sees first: the addresses, the enabled providers, and in the sandbox commands to paste.</summary>
internal static class Banner
{
    public static void Print(WebApplication app, SandboxHost? sandbox, TextWriter output)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        var providers = app.Services.GetRequiredService<ProviderRegistry>().Current;
        foreach (var address in addresses) output.WriteLine($"VideoProxy listening on {address}");
        foreach (var provider in providers.All)
            output.WriteLine($"  {provider.Id}: {string.Join(", ", provider.Config.Models.Select(m => m.Offering.Model))}");
        foreach (var off in providers.Disabled) output.WriteLine($"  {off.Id}: off ({off.Reason})");
        if (sandbox is not null) PrintSandbox(addresses.First(), sandbox, output);
        output.Flush();
    }

    private static void PrintSandbox(string address, SandboxHost sandbox, TextWriter output) => output.WriteLine($$"""

        SANDBOX: providers are simulated, nothing is paid. Paste, in this order:

          curl -s {{address}}/v1/videos -H 'Authorization: Bearer sk-sandbox' -H 'Content-Type: application/json' \
            -d '{"model":"seedance-2-0","prompt":"A paper boat in the rain","seconds":5,"callback_url":"{{sandbox.CallbackInbox}}","callback_secret":"whsec_your_secret_here"}' | tee video.json
          ID=$(sed 's/.*"id":"\([^"]*\)".*/\1/' video.json)
          until curl -s {{address}}/v1/videos/$ID -H 'Authorization: Bearer sk-sandbox' | tee /dev/stderr | grep -q '"completed"'; do sleep 1; done
          curl -s {{address}}/v1/videos/$ID/content -H 'Authorization: Bearer sk-sandbox' -o video.mp4
          curl -s {{sandbox.CallbackInbox}}

        """);
}
