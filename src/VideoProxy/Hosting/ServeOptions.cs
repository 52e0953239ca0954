namespace VideoProxy.Hosting;

/// <summary>The command line of <c>serve</c>.</summary>
internal sealed record ServeOptions(string ConfigFolder, string Urls, bool Sandbox, Roles Roles)
{
    public Node Node { get; } = Node.Create();
}
