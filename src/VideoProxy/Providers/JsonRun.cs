namespace VideoProxy.Providers;

/// <summary>The length and role of the bytes at the start of the piece given to <see cref="JsonScanner.Next"/>.</summary>
internal readonly record struct JsonRun(JsonPart Part, int Length);
