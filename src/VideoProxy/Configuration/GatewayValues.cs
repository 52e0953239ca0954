using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VideoProxy.Configuration;

/// <summary>Checks the text of one option. The framework's binder accepts more (<c>"5"</c> as five days) and explains less.</summary>
internal static class GatewayValues
{
    /// <summary>Returns null if the text fits the type, or else what is allowed.</summary>
    public static string? WhatIsAllowed(Type type, string text)
    {
        if (type == typeof(TimeSpan)) return IsTimeSpan(text) ? null : "a time span HH:MM:SS";
        if (type == typeof(bool)) return bool.TryParse(text, out _) ? null : "true or false";
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "a whole number";
        if (type == typeof(long)) return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "a whole number";
        if (type == typeof(Uri)) return IsUrl(text) ? null : "an absolute http or https URL";
        if (!type.IsEnum) return null;
        var words = Enum.GetNames(type);
        return words.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : string.Join(" or ", words);
    }

    public static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    /// <summary>Returns whether the text is an origin in the form of the browsers' <c>Origin</c> header: in lower case, in ASCII, without a default port.</summary>
    public static bool IsOrigin(string text) =>
        IsUrl(text) && Ascii.IsValid(text) && text == new Uri(text).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) && text.All(c => c is not '*');

    /// <summary>Returns the network of a text such as <c>10.0.0.0/8</c> or <c>10.0.0.1</c>, or null if the text is neither a network nor an address.</summary>
    public static IPNetwork? NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        // The parser also takes short forms, such as 10 for 0.0.0.10.
        if (!IPAddress.TryParse(text, out var address) || (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != text)) return null;
        return new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
    }

    private static bool IsTimeSpan(string text) => text.Count(c => c == ':') >= 2 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _);
}
