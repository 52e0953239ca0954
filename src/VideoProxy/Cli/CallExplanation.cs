using System.Text.Encodings.Web;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Providers;

namespace VideoProxy.Cli;

/// <summary>For each model of a provider one example request and the native call that it becomes; credentials are not in it.</summary>
internal static class CallExplanation
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(LoadedProvider provider, TextWriter output)
    {
        foreach (var model in provider.Config.Models)
        {
            var sample = SampleRequests.Of(model.Offering, provider.Config.Destinations[0], provider.Translator).First();
            var request = new { model = $"{provider.Id}/{model.Offering.Model}", prompt = sample.Request.Prompt, seconds = sample.Output.Seconds, size = sample.Output.Size };
            output.WriteLine($"  {JsonSerializer.Serialize(request)}");
            WriteCall(provider, sample, output);
        }
    }

    private static void WriteCall(LoadedProvider provider, ProviderJob sample, TextWriter output)
    {
        try
        {
            var call = provider.Translator.Submit(sample);
            output.WriteLine($"    {call.Method} {sample.Destination.Addresses[call.Address]}{call.Path}");
            foreach (var (name, value) in call.Headers) output.WriteLine($"    {name}: {value}");
            var body = call.Content is CallContent.Json json ? json.Value.ToJsonString(Readable) : call.Content?.GetType().Name ?? "";
            foreach (var line in body.Split('\n')) output.WriteLine($"    {line}");
        }
        catch (Exception error)
        {
            // Foreign code, asked about a job that nobody ordered; a model may need more than a prompt.
            output.WriteLine($"    no call: {error.Message}");
        }
    }
}
