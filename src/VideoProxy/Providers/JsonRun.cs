namespace VideoProxy.Providers;

/// <summary>A run of bytes of one kind, at the start of what <see cref="JsonScanner.Next"/> was given.</summary>
internal readonly record struct JsonRun(JsonPart Part, int Length);
