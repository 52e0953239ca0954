using System.Security.Cryptography;

namespace VideoProxy.Hosting;

/// <summary>This process among the gateways on one database: the owner of its leases and of the submits it has on the wire.</summary>
internal sealed record Node(string Id)
{
    public static Node Create() => new("node_" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 12));
}
