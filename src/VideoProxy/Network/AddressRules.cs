using System.Net;
using System.Net.Sockets;

namespace VideoProxy.Network;

/// <summary>Decides which addresses the host may connect to for a URL that a client or a provider's reply named.</summary>
internal static class AddressRules
{
    // Link-local, metadata, multicast and reserved networks are refused even if the operator allows private ones.
    private static readonly IPNetwork[] AlwaysRefused = Parse(
        "169.254.0.0/16", "fe80::/10", "fec0::/10", "fd00:ec2::254/128", "fd20:ce::254/128", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32",
        "0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "ff00::/8", "::/128");

    private static readonly IPNetwork[] Private = Parse(
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "192.88.99.0/24", "::1/128", "fc00::/7", "2001:db8::/32", "2001:10::/28", "100::/64", "3fff::/20", "5f00::/16");

    /// <summary>Returns the rule that the address breaks, or null if the host may connect to it.</summary>
    public static string? Refusal(IPAddress address, bool allowPrivate)
    {
        var plain = Unwrap(address);
        if (AlwaysRefused.Any(n => n.Contains(plain))) return "link-local, metadata, multicast and reserved addresses are never allowed";
        if (allowPrivate) return null;
        if (Private.Any(n => n.Contains(plain))) return "only public addresses are allowed (VideoProxy:Network:AllowPrivate allows private ones)";
        return plain.AddressFamily == AddressFamily.InterNetworkV6 && !IsGlobal(plain)
            ? "only public addresses are allowed (VideoProxy:Network:AllowPrivate allows private ones)"
            : null;
    }

    private static bool IsGlobal(IPAddress address) => (address.GetAddressBytes()[0] & 0xE0) == 0x20;

    /// <summary>Returns the IPv4 address inside a mapped, compatible, NAT64, 6to4 or Teredo address, because packets go to that one.</summary>
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var b = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (b.AsSpan(0, 12).SequenceEqual((ReadOnlySpan<byte>)[0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0])) return new IPAddress(b.AsSpan(12, 4));
        if (b[0] == 0x20 && b[1] == 0x02) return new IPAddress(b.AsSpan(2, 4));
        if (address.IsIPv6Teredo) return new IPAddress((ReadOnlySpan<byte>)[(byte)~b[12], (byte)~b[13], (byte)~b[14], (byte)~b[15]]);
        if (b.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && b.AsSpan(12).IndexOfAnyExcept((byte)0) >= 0 && !address.Equals(IPAddress.IPv6Loopback))
            return new IPAddress(b.AsSpan(12, 4));
        return new IPAddress(b);
    }

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(n => IPNetwork.Parse(n))];
}
