namespace VideoProxy.Network;

/// <summary>
/// The guarded connector would not dial a host: an exception, because that is how a connect callback says no. It arrives
/// inside the <see cref="HttpRequestException"/> of the request.
/// </summary>
internal sealed class GuardRefusedException(string message) : IOException(message);
