namespace VideoProxy.Network;

/// <summary>The guarded connector would not dial a host. An exception, because that is how a connect callback says no.</summary>
internal sealed class GuardRefusedException(string message) : HttpRequestException(message);
