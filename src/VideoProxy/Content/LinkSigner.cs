using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VideoProxy.Accounts;
using VideoProxy.Configuration;
using VideoProxy.Jobs;

namespace VideoProxy.Content;

/// <summary>Makes and checks links to our own content route that work without a key until they expire.</summary>
internal sealed class LinkSigner(GatewaySecret secret, GatewayOptions options, TimeProvider time)
{
    private readonly Lazy<byte[]> _key = new(() => secret.Derive("content links v1"), LazyThreadSafetyMode.PublicationOnly);

    public string LinkTo(Job job)
    {
        var expires = (time.GetUtcNow() + options.Content.LinkLifetime).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"{job.LinkBase}/v1/videos/{job.Id}/content?expires={expires}&signature={Sign(job.Id, expires)}");
    }

    public bool IsValid(string id, IQueryCollection query)
    {
        if (!long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)) return false;
        if (expires < time.GetUtcNow().ToUnixTimeSeconds()) return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(id, expires)), Encoding.UTF8.GetBytes(query["signature"].ToString()));
    }

    private string Sign(string id, long expires)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{id}.{expires}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(text)));
    }
}
