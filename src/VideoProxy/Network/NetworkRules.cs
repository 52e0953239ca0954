using System.Net;
using System.Text;
using VideoProxy.Configuration;

namespace VideoProxy.Network;

/// <summary>What a URL must look like before anyone dials it. Names are resolved and checked again when they are dialled.</summary>
internal sealed class NetworkRules(NetworkOptions options)
{
    private const int MaxLength = 4096;

    public NetworkOptions Options { get; } = options;

    /// <summary>Callbacks and result URLs: http and private addresses where the operator allows them.</summary>
    public UrlVerdict CheckForeign(string url) => Check(url, Options.AllowHttp);

    /// <summary>Client media: https always.</summary>
    public UrlVerdict CheckMedia(string url) => Check(url, allowHttp: false);

    private UrlVerdict Check(string text, bool allowHttp)
    {
        if (text.Length > MaxLength) return Refuse($"a URL may have {MaxLength} characters");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0) return Refuse("it is not an absolute URL");
        if (url.Scheme != Uri.UriSchemeHttps && !(allowHttp && url.Scheme == Uri.UriSchemeHttp))
            return Refuse(allowHttp ? "only https and http URLs are used" : "only https URLs are used");
        if (url.UserInfo.Length > 0) return Refuse("a URL must not hold a user name or password");
        // Whoever dials it may fold other characters into ASCII ones, "ⓛocalhost" into "localhost": what is checked must be what is dialled.
        if (!Ascii.IsValid(url.Host)) return Refuse("a host must be written in ASCII, an international name in its xn-- form");
        if (IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address))
            return AddressRules.Refusal(address, Options.AllowPrivate) is { } refusal ? Refuse(refusal) : new UrlVerdict(url, null);
        return IsLocalName(url.IdnHost) && !Options.AllowPrivate
            ? Refuse("only public hosts are dialled (VideoProxy:Network:AllowPrivate allows private ones)")
            : new UrlVerdict(url, null);
    }

    private static bool IsLocalName(string host)
    {
        var name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".internal", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".local", StringComparison.OrdinalIgnoreCase);
    }

    private static UrlVerdict Refuse(string why) => new(null, why);
}

/// <summary>Whether a foreign URL may be used; <see cref="Refusal"/> names the rule it breaks.</summary>
internal sealed record UrlVerdict(Uri? Url, string? Refusal);
