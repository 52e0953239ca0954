using VideoProxy.Callbacks;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>The fields with which a client asks for a callback.</summary>
internal sealed record CallbackFields(string? Url, string? Secret, string? Signature)
{
    public static readonly HashSet<string> Known = ["callback_url", "callback_secret", "callback_signature"];

    public static CallbackFields Read(FieldReader fields, NetworkRules network) =>
        new(ReadUrl(fields, network), fields.Text("callback_secret", Bounds.Secret), ReadSignature(fields));

    public static ApiError? Check(string? url, string? secret, string? signature)
    {
        if (string.IsNullOrEmpty(url) != string.IsNullOrEmpty(secret))
            return ApiErrors.InvalidValue(url is null ? "callback_url" : "callback_secret", "callback_url and callback_secret belong together. Send both or neither.");
        return secret is not null && signature is not null && CallbackSigner.KeyOf(signature, secret) is null
            ? ApiErrors.InvalidValue("callback_secret", "callback_secret must be base64, with or without the prefix whsec_, because callback_signature is standard.")
            : null;
    }

    private static string? ReadUrl(FieldReader fields, NetworkRules network)
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
