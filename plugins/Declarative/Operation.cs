using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>One native call and the rules for its reply.</summary>
/// <param name="Node">The JSON object in the file. Faults refer to this object.</param>
/// <param name="Name"><c>submit</c>, <c>poll</c>, <c>cancel</c>, <c>content</c> or <c>probe</c>.</param>
/// <param name="If"><c>text</c> or <c>image</c> if the operation is only for such jobs, or null if it is for both.</param>
internal sealed record Operation(JsonObject Node, string Name, string? If, string Method, Template Path, IReadOnlyDictionary<string, string> Headers, JsonNode? Body, ReplyRules? Reply)
{
    public const string Submit = "submit", Poll = "poll", Cancel = "cancel", Content = "content", Probe = "probe";
    public const string Text = "text", Image = "image";

    /// <summary>The placeholders in the path and the body.</summary>
    public IReadOnlyList<Placeholder> Reads { get; } = [.. Path.Placeholders, .. BodyTemplate.Placeholders(Body)];

    /// <exception cref="InvalidOperationException">The job lacks a value that the call requires.</exception>
    /// <exception cref="ProviderSettingsException">The map of a placeholder does not contain a value of the job.</exception>
    public ProviderCall Call(ProviderJob job)
    {
        var variables = new Variables(job);
        return new(Method, Path.RenderPath(variables))
        {
            // {{apiKey}} is replaced only when the call is authorized, so that no stored call contains the key.
            Headers = Headers,
            Content = BodyTemplate.TryRender(Body, variables, out var body) && body is not null ? new CallContent.Json(body) : null,
        };
    }

    /// <summary>
    /// Builds a call for a submitted job. If the job lacks a required value, the call names an address that does not exist. The
    /// host cannot send such a call, so it retries until the job's deadline.
    /// </summary>
    public ProviderCall CallAfterSubmit(ProviderJob job)
    {
        try
        {
            return Call(job);
        }
        catch (Exception missing) when (missing is InvalidOperationException or ProviderSettingsException)
        {
            return new ProviderCall(Method, "/") { Address = missing.Message };
        }
    }
}
