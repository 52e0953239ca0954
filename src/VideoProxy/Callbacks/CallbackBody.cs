namespace VideoProxy.Callbacks;

/// <summary>Builds the body of a delivery; null when the job is gone.</summary>
internal delegate Task<byte[]?> CallbackBody(CallbackRow callback, CancellationToken cancel);
