using System.Net;
using System.Text;
using VideoProxy.Configuration;

namespace VideoProxy.Network;

/// <summary>Checks the text of a URL before it is used. The guarded connector checks the resolved addresses when it connects.</summary>
internal sealed class NetworkRules(NetworkOptions options)
{
    private const int MaxLength = 4096;

    public NetworkOptions Options { get; } = options;

    /// <summary>Checks the URL of a callback or a result. The operator may allow http and private addresses.</summary>
    public UrlVerdict CheckForeign(string url) => Check(url, Options.AllowHttp);

    /// <summary>Checks the URL of a client's media, which must always be https.</summary>
    public UrlVerdict CheckMedia(string url) => Check(url, allowHttp: false);

    private UrlVerdict Check(string text, bool allowHttp)
    {
        if (text.Length > MaxLength) return Refuse($"a URL may have at most {MaxLength} characters");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0) return Refuse("it is not an absolute URL");
        // .NET trims and escapes these characters, but the provider would get the text as the client wrote it.
        if (text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) return Refuse("a URL must not contain spaces, tabs, line breaks or control characters, and a space is written as %20");
        if (url.Scheme != Uri.UriSchemeHttps && !(allowHttp && url.Scheme == Uri.UriSchemeHttp))
            return Refuse(allowHttp ? "only https and http URLs are allowed" : "only https URLs are allowed");
        if (url.UserInfo.Length > 0) return Refuse("a URL must not hold a user name or password");
        // Only ASCII hosts are allowed, because a resolver may map other characters to ASCII ("ⓛocalhost" to "localhost") after the check.
        if (!Ascii.IsValid(url.Host)) return Refuse("a host must be written in ASCII, an international name in its xn-- form");
        if (IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address))
            return AddressRules.Refusal(address, Options.AllowPrivate) is { } refusal ? Refuse(refusal) : new UrlVerdict(url, null);
        return IsLocalName(url.IdnHost) && !Options.AllowPrivate
            ? Refuse("only public hosts are allowed (VideoProxy:Network:AllowPrivate allows private ones)")
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

    private static UrlVerdict Refuse(string reason) => new(null, reason);
}

/// <summary>The result of a URL check. <see cref="Refusal"/> names the broken rule if the URL may not be used.</summary>
internal sealed record UrlVerdict(Uri? Url, string? Refusal);
