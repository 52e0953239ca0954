namespace VideoProxy.Configuration;

/// <summary>One configuration file's bytes, or why they cannot be read.</summary>
internal sealed record ConfigFileContent(string File, byte[] Bytes, string? Failure)
{
    /// <summary>Null when there is no such file; a link to nothing is there, and a failure.</summary>
    public static ConfigFileContent? Take(string file)
    {
        // What a container runtime makes where the file to be mounted is missing.
        if (Directory.Exists(file)) return new(file, [], "is a folder; a file is needed");
        try
        {
            return new(file, System.IO.File.ReadAllBytes(file), null);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException && new FileInfo(file).LinkTarget is null)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(file, [], $"cannot be read: {error.Message}");
        }
    }
}
