using System.Security.Cryptography;
using VideoProxy.Jobs;

namespace VideoProxy.Hosting;

/// <summary>The options of the command <c>serve</c>.</summary>
internal sealed record ServeOptions(string ConfigFolder, string Urls, bool Sandbox, Roles Roles)
{
    public Node Node { get; } = Node.Create();
}

/// <summary>The parts of the gateway that a process runs, from <c>--roles api,tracker,callbacks</c>.</summary>
[Flags]
internal enum Roles
{
    None = 0,
    Api = 1,
    Tracker = 2,
    Callbacks = 4,
    All = Api | Tracker | Callbacks,
}

/// <summary>The identity of this process among the gateways on one database. It owns the leases and the submits in flight of this process.</summary>
internal sealed record Node(string Id)
{
    public static Node Create() => new("node_" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 12));
}
