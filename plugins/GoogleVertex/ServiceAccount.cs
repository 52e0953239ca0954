using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>The key file of a service account. Its key signs the requests for access tokens (RFC 7523, RS256).</summary>
internal sealed record ServiceAccount(string Email, string KeyId, string PrivateKey, string TokenUri)
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";
    private const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <exception cref="ProviderSettingsException">The text is not a valid key file.</exception>
    public static ServiceAccount Read(string file)
    {
        var json = Parse(file) ?? throw new ProviderSettingsException("the service account file is not a JSON object. Download a key of the account as JSON.");
        if (Text(json, "type") is var type && type != "service_account")
            throw new ProviderSettingsException($"the service account file is of type '{type}'. Only 'service_account' is supported.");
        string Required(string name) => Text(json, name) ?? throw new ProviderSettingsException($"the service account file lacks '{name}'. Download the key again.");
        // A key from an environment variable often contains the two characters \n in place of each line break.
        return new(Required("client_email"), Text(json, "private_key_id") ?? "", Required("private_key").Replace("\\n", "\n", StringComparison.Ordinal), Required("token_uri"));
    }

    public ProviderCall RequestToken(DateTimeOffset now) => new("POST", TokenUri)
    {
        Content = new CallContent.Form(new Dictionary<string, string> { ["grant_type"] = GrantType, ["assertion"] = Sign(now) }),
    };

    /// <summary>Returns only the email, so that the private key never appears in a log.</summary>
    public override string ToString() => Email;

    private string Sign(DateTimeOffset now)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" };
        if (KeyId.Length > 0) header["kid"] = KeyId;
        var claims = new JsonObject
        {
            ["iss"] = Email, ["scope"] = Scope, ["aud"] = TokenUri,
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
        };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private byte[] Sign(byte[] text)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(PrivateKey);
            return rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            throw new ProviderSettingsException("the private_key of the service account file is not an RSA key in PEM format. Download the key again.");
        }
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject json, string name) =>
        json[name] is { } node && node.GetValueKind() == JsonValueKind.String && node.GetValue<string>() is { Length: > 0 } text ? text : null;
}
