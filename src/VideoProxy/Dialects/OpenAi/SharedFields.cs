using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Network;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>The members that every create of this dialect has, remixes and their like included.</summary>
internal sealed class SharedFields(NetworkRules network)
{
    public CreateRequest Read(FieldReader fields, VideoRequest video) => new(video with { User = fields.Text("user") })
    {
        Dialect = OpenAiRoutes.Dialect,
        CallbackUrl = ReadCallbackUrl(fields),
        CallbackSecret = fields.Text("callback_secret"),
        CallbackSignature = ReadSignature(fields),
        Metadata = fields.Object("metadata"),
    };

    public static string? Prompt(FieldReader fields)
    {
        var prompt = fields.Text("prompt");
        return string.IsNullOrWhiteSpace(prompt) ? fields.Fail<string>("prompt", "is required: describe the video in at least one character") : prompt;
    }

    public static int? Seconds(FieldReader fields)
    {
        var seconds = fields.Whole("seconds", 1, 3600, orText: true);
        // Forms come from OpenAI's SDKs, whose callers may leave it out; clients of LLM Gateway, who send JSON, may not.
        if (seconds is null && !fields.IsForm) fields.Fail<string>("seconds", "is required: the length of the video in whole seconds");
        return (int?)seconds;
    }

    private string? ReadCallbackUrl(FieldReader fields)
    {
        if (fields.Text("callback_url") is not { } url) return null;
        var verdict = network.CheckForeign(url);
        return verdict.Refusal is null ? url : fields.Fail<string>("callback_url", $"cannot be used: {verdict.Refusal}");
    }

    private static string? ReadSignature(FieldReader fields)
    {
        var signature = fields.Text("callback_signature") ?? CallbackSigner.Raw;
        return CallbackSigner.Names.Contains(signature) ? signature : fields.Fail<string>("callback_signature", $"must be one of {string.Join(", ", CallbackSigner.Names)}");
    }
}
