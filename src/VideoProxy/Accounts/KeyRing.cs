using System.Security.Cryptography;
using System.Text;
using VideoProxy.Configuration;

namespace VideoProxy.Accounts;

/// <summary>The set of valid API keys. Only the hashes of the keys are stored, and they are compared in constant time.</summary>
internal sealed class KeyRing
{
    private readonly List<(byte[] Hash, Caller Caller)> _keys = [];
    private readonly Caller? _anyone;

    public KeyRing(AccountsOptions options, string? adminKey, bool sandbox)
    {
        if (options.Mode == AccountsMode.Open) _anyone = new Caller("open", "open");
        if (!string.IsNullOrEmpty(adminKey)) Add(adminKey, "admin");
        if (sandbox) Add("sk-sandbox", "sandbox");
    }

    public Caller? Find(HttpRequest request)
    {
        if (KeyOf(request) is not { Length: > 0 } key) return _anyone;
        var hash = Hash(key);
        Caller? found = null;
        foreach (var (known, caller) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash)) found = caller;
        }

        return found ?? _anyone;
    }

    private void Add(string key, string org)
    {
        var hash = Hash(key);
        _keys.Add((hash, new Caller(org, Convert.ToHexStringLower(hash.AsSpan(0, 8)))));
    }

    private static string? KeyOf(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[scheme.Length..].Trim()
            : request.Headers["x-api-key"].ToString();
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>The authenticated caller: the organisation that owns the key, and an id of the key that does not reveal the key.</summary>
internal sealed record Caller(string Org, string KeyId);

/// <summary>Endpoint metadata: the endpoint requires an API key.</summary>
internal sealed class NeedsKey;
