using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VideoProxy.Configuration;
using VideoProxy.Jobs;
using VideoProxy.Storage;

namespace VideoProxy.Content;

/// <summary>Makes and checks links to our own content route that work without a key until they expire.</summary>
internal sealed class LinkSigner(GatewaySecret secret, GatewayOptions options, TimeProvider time) : IDisposable
{
    private const string DefaultPath = "/v1/videos";

    // One for each thread: to set the key up costs more than to sign with it, and every answer about a finished video has a link.
    private readonly ThreadLocal<HMACSHA256> _signer = new(() => new HMACSHA256(secret.Derive("content links v1")));

    /// <summary>When a link made now is to expire, in unix seconds.</summary>
    public long NextExpiry() => (time.GetUtcNow() + options.Content.LinkLifetime).ToUnixTimeSeconds();

    /// <param name="job">Whose video it is.</param>
    /// <param name="videos">The path of videos in the dialect that the link is for.</param>
    /// <param name="expires">In unix seconds; null: the configured lifetime from now on.</param>
    public string LinkTo(Job job, string videos = DefaultPath, long? expires = null)
    {
        var until = expires ?? NextExpiry();
        return string.Create(CultureInfo.InvariantCulture, $"{job.LinkBase}{videos}/{job.Id}/content?expires={until}&signature={Sign(job.Id, until)}");
    }

    public bool IsValid(string id, IQueryCollection query)
    {
        if (!long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)) return false;
        if (expires < time.GetUtcNow().ToUnixTimeSeconds()) return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(id, expires)), Encoding.UTF8.GetBytes(query["signature"].ToString()));
    }

    public void Dispose() => _signer.Dispose();

    private string Sign(string id, long expires)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{id}.{expires}");
        return Convert.ToHexStringLower(_signer.Value!.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>A request feature: the link itself allows this download, whoever holds it.</summary>
internal sealed class SignedLink;
