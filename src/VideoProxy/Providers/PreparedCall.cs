namespace VideoProxy.Providers;

/// <summary>A call ready for the wire, and the credentials it carries.</summary>
internal sealed record PreparedCall(Access Access, NativeRequest Request);
