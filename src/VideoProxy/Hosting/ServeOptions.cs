using System.Security.Cryptography;
using VideoProxy.Jobs;

namespace VideoProxy.Hosting;

/// <summary>The command line of <c>serve</c>.</summary>
internal sealed record ServeOptions(string ConfigFolder, string Urls, bool Sandbox, Roles Roles)
{
    public Node Node { get; } = Node.Create();
}

/// <summary>What a process does of the whole: <c>--roles api,tracker,callbacks</c>.</summary>
[Flags]
internal enum Roles
{
    None = 0,
    Api = 1,
    Tracker = 2,
    Callbacks = 4,
    All = Api | Tracker | Callbacks,
}

/// <summary>This process among the gateways on one database: the owner of its leases and of the submits it has on the wire.</summary>
internal sealed record Node(string Id)
{
    public static Node Create() => new("node_" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 12));
}
