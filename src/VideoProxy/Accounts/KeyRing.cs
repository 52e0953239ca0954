using System.Security.Cryptography;
using System.Text;
using VideoProxy.Configuration;

namespace VideoProxy.Accounts;

/// <summary>The keys that open the gateway. Only their hashes are held, compared in constant time.</summary>
internal sealed class KeyRing
{
    private readonly List<(byte[] Hash, Caller Caller)> _keys = [];
    private readonly Caller? _anyone;

    public KeyRing(AccountsOptions options, string? adminKey, bool sandbox)
    {
        if (options.Mode == AccountsMode.Open) _anyone = new Caller("open");
        if (!string.IsNullOrEmpty(adminKey)) _keys.Add((Hash(adminKey), new Caller("admin")));
        if (sandbox) _keys.Add((Hash("sk-sandbox"), new Caller("sandbox")));
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
