namespace VideoProxy.Configuration;

/// <summary>One provider file's bytes, or why they cannot be read.</summary>
internal sealed record ProviderFileContent(string File, byte[] Bytes, string? Failure)
{
    /// <summary>The file as faults name it.</summary>
    public string Name => NameOf(File);

    public static string NameOf(string file) => Path.Combine("providers", Path.GetFileName(file));

    /// <summary>Null when the file was deleted after it was listed; a link to nothing is still there, and a failure.</summary>
    public static ProviderFileContent? Take(string file)
    {
        // What a container runtime makes where the file to be mounted is missing.
        if (Directory.Exists(file)) return new(file, [], "is a folder; a provider is declared by a file");
        try
        {
            return new(file, System.IO.File.ReadAllBytes(file), null);
        }
        catch (FileNotFoundException) when (new FileInfo(file).LinkTarget is null)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(file, [], $"cannot be read: {error.Message}");
        }
    }
}
