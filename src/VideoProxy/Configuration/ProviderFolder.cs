using System.Security.Cryptography;
using System.Text;

namespace VideoProxy.Configuration;

/// <summary>
/// The bytes of all provider files at one moment. The fingerprint covers names and contents, because times and lengths miss edits
/// behind symbolic links, which is how Kubernetes mounts configuration.
/// </summary>
internal sealed record ProviderFolder(string Folder, IReadOnlyList<ConfigFileContent> Files, string? Failure, string Fingerprint)
{
    public static ProviderFolder Take(string configFolder)
    {
        var folder = Path.Combine(configFolder, "providers");
        if (!Directory.Exists(folder)) return Failed(folder, "does not exist. Name the configuration folder with --config");
        try
        {
            // Skips names that begin with a dot, as a shell does, because editors keep lock files under such names.
            var names = Directory.EnumerateFileSystemEntries(folder, "*.json").Where(name => !Path.GetFileName(name).StartsWith('.'));
            // A file that was deleted after it was listed is skipped.
            var files = names.Order(StringComparer.Ordinal).Select(ConfigFileContent.Take).OfType<ConfigFileContent>().ToList();
            return new(folder, files, null, Hash(files));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failed(folder, $"cannot be listed: {error.Message}");
        }
    }

    /// <summary>Returns the name of a provider file in faults.</summary>
    public static string NameOf(string file) => Path.Combine("providers", Path.GetFileName(file));

    private static ProviderFolder Failed(string folder, string why) => new(folder, [], why, why);

    private static string Hash(IEnumerable<ConfigFileContent> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            // The length separates the end of one file from the name of the next.
            hash.AppendData(Encoding.UTF8.GetBytes($"{NameOf(file.File)}\n{file.Failure}\n{file.Bytes.Length}\n"));
            hash.AppendData(file.Bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

/// <summary>The bytes of a configuration file, or the reason why it cannot be read.</summary>
internal sealed record ConfigFileContent(string File, byte[] Bytes, string? Failure)
{
    /// <summary>Returns null if the file does not exist. A symbolic link to nothing is a failure.</summary>
    public static ConfigFileContent? Take(string file)
    {
        // A container runtime creates a folder if the file to be mounted is missing.
        if (Directory.Exists(file)) return new(file, [], "is a folder, but must be a file");
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
