namespace VideoProxy.Configuration;

/// <summary>One provider file's bytes, or why they cannot be read.</summary>
internal sealed record ProviderFileContent(string File, byte[] Bytes, string? Failure)
{
    /// <summary>The file as faults name it.</summary>
    public string Name => Path.Combine("providers", Path.GetFileName(File));

    public static ProviderFileContent Take(string file)
    {
        try
        {
            return new(file, System.IO.File.ReadAllBytes(file), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(file, [], $"cannot be read: {error.Message}");
        }
    }
}
