using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Errors;
using VideoProxy.Providers;

namespace VideoProxy.Cli;

/// <summary>Prints the result of a dry run as text or as one JSON object. The call goes to standard output, remarks go to standard error.</summary>
internal sealed class CallPrinter(TextWriter output, TextWriter remarks, bool json)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JsonText.Plain.Encoder };

    public void WriteCall(Candidate candidate, ShownCall call, IReadOnlyList<string> notes)
    {
        if (json)
        {
            Write(new
            {
                provider = candidate.Provider.Id, destination = candidate.Destination.Name, model = candidate.Offering.Model, cost = candidate.Price,
                method = call.Method, url = call.Url, headers = call.Headers, body = call.Body, notes,
            });
            return;
        }

        call.WriteTo(output, "");
        remarks.WriteLine($"{candidate.Offering.Model} at {candidate.Place} for {candidate.Price} USD. Nothing was sent.");
        foreach (var note in notes) remarks.WriteLine(note);
    }

    public void WriteRefusal(ApiError error, IReadOnlyList<DisabledProvider> off)
    {
        if (json)
        {
            Write(new
            {
                error = new { message = error.Message, type = error.Type, param = error.Param, code = error.Code },
                disabled = off.Select(provider => new { id = provider.Id, file = provider.File, reason = provider.Reason }),
            });
            return;
        }

        output.WriteLine(error.Message);
        foreach (var provider in off) output.WriteLine($"{provider.Id}: off ({provider.Reason})");
    }

    private void Write(object found) => output.WriteLine(JsonSerializer.Serialize(found, Plain));
}

/// <summary>A submit as it would be sent. Secrets are masked, and media are replaced by their size.</summary>
internal sealed record ShownCall(string Method, string Url, IReadOnlyDictionary<string, string> Headers, JsonObject? Body)
{
    private const string Mask = "***";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<ShownCall> OfAsync(LoadedProvider provider, ProviderJob job)
    {
        // Secrets are masked before the plugin sees them, so no plugin can place one where the mask would miss it.
        var masked = job with { Destination = WithoutSecrets(provider.Translator, job.Destination) };
        var call = provider.Translator.Submit(masked);
        var request = await NativeRequest.BuildAsync(provider.Translator, masked.Destination, call)
            ?? throw new InvalidOperationException($"The call names an address that destination '{job.Destination.Name}' does not have.");
        var headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase);
        if (request.ContentType is { } contentType) headers["Content-Type"] = contentType;
        return new(request.Method.Method, request.Url.AbsoluteUri, headers, call.Content is null ? null : CallParameters.Of(call.Content));
    }

    public void WriteTo(TextWriter output, string indent)
    {
        output.WriteLine($"{indent}{Method} {Url}");
        foreach (var (name, value) in Headers) output.WriteLine($"{indent}{name}: {value}");
        if (Body is null) return;
        output.WriteLine();
        foreach (var line in Body.ToJsonString(Readable).Split('\n')) output.WriteLine(indent + line);
    }

    private static ProviderDestination WithoutSecrets(IVideoProvider translator, ProviderDestination destination)
    {
        var names = translator is IRequestTokens ? destination.Credentials.Keys.Append(IRequestTokens.TokenName).Distinct() : destination.Credentials.Keys;
        return destination with { Credentials = names.ToDictionary(name => name, _ => Mask) };
    }
}
