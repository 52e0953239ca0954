using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Providers;

namespace VideoProxy.Cli;

/// <summary>Prints an example request for each model of a provider, and the native call that it becomes.</summary>
internal static class CallExplanation
{
    public static async Task WriteAsync(LoadedProvider provider, TextWriter output)
    {
        foreach (var model in provider.Config.Models)
        {
            var sample = SampleRequests.Of(model.Offering, provider.Config.Destinations[0], provider.Translator).First();
            var request = new { model = $"{provider.Id}/{model.Offering.Model}", prompt = sample.Request.Prompt, seconds = sample.Output.Seconds, size = sample.Output.Size };
            await output.WriteLineAsync($"  {JsonSerializer.Serialize(request)}");
            await WriteCallAsync(provider, sample, output);
        }
    }

    private static async Task WriteCallAsync(LoadedProvider provider, ProviderJob sample, TextWriter output)
    {
        try
        {
            (await ShownCall.OfAsync(provider, sample)).WriteTo(output, "    ");
        }
        catch (Exception error)
        {
            // Plugin code may throw anything, and this model may need more than a prompt.
            await output.WriteLineAsync($"    no call: {error.Message}");
        }
    }
}
