using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VideoProxy.Configuration;
using VideoProxy.Jobs;
using VideoProxy.Storage;

namespace VideoProxy.Content;

/// <summary>Creates and checks signed links to the content route of this gateway. They work without a key until they expire.</summary>
internal sealed class LinkSigner(GatewaySecret secret, GatewayOptions options, TimeProvider time) : IDisposable
{
    private const string DefaultPath = "/v1/videos";

    // One instance per thread, because key setup costs more than signing and every finished video in a reply has a link.
    private readonly ThreadLocal<HMACSHA256> _signer = new(() => new HMACSHA256(secret.Derive("content links v1")));

    /// <summary>Returns the expiry of a link created now, in unix seconds.</summary>
    public long NextExpiry() => (time.GetUtcNow() + options.Content.LinkLifetime).ToUnixTimeSeconds();

    /// <param name="job">The job whose video the link serves.</param>
    /// <param name="videos">The path of videos in the client's dialect.</param>
    /// <param name="expires">The expiry in unix seconds. Null means the configured lifetime from now.</param>
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

/// <summary>A request feature that marks a download as authorised by its signed link.</summary>
internal sealed class SignedLink;
