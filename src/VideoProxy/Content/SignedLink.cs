namespace VideoProxy.Content;

/// <summary>A request feature: the link itself allows this download, whoever holds it.</summary>
internal sealed class SignedLink;
