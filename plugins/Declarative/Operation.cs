using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>One native call and how its reply is read.</summary>
/// <param name="Node">Where the file has it.</param>
/// <param name="Name"><c>submit</c>, <c>poll</c>, <c>cancel</c>, <c>content</c> or <c>probe</c>.</param>
/// <param name="If"><c>text</c> or <c>image</c> where there is one for each; null = for both.</param>
internal sealed record Operation(JsonObject Node, string Name, string? If, string Method, Template Path, IReadOnlyDictionary<string, string> Headers, JsonNode? Body, ReplyRules? Reply)
{
    public const string Submit = "submit", Poll = "poll", Cancel = "cancel", Content = "content", Probe = "probe";
    public const string Text = "text", Image = "image";

    /// <summary>Everything that the call reads of the job.</summary>
    public IReadOnlyList<Placeholder> Reads { get; } = [.. Path.Placeholders, .. BodyTemplate.Placeholders(Body)];

    /// <exception cref="InvalidOperationException">The job lacks what the call needs.</exception>
    /// <exception cref="ProviderSettingsException">A map lacks the job's value.</exception>
    public ProviderCall Call(ProviderJob job)
    {
        var variables = new Variables(job);
        return new(Method, Path.RenderPath(variables))
        {
            // {{apiKey}} stays as it is until the call is authorized: a stored call holds no key.
            Headers = Headers,
            Content = BodyTemplate.TryRender(Body, variables, out var body) && body is not null ? new CallContent.Json(body) : null,
        };
    }

    /// <summary>After a submit: where the job lacks something, a call that the host cannot send. It asks again until the deadline.</summary>
    public ProviderCall LaterCall(ProviderJob job)
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
