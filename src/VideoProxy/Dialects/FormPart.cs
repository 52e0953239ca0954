namespace VideoProxy.Dialects;

/// <summary>One part of a multipart form. <paramref name="Bytes"/> lie in the request's body: nothing is copied.</summary>
internal sealed record FormPart(string Name, bool IsFile, ReadOnlyMemory<byte> Bytes);
