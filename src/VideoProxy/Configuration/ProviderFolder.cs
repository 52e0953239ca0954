using System.Security.Cryptography;
using System.Text;

namespace VideoProxy.Configuration;

/// <summary>
/// The bytes of all provider files, taken together. The fingerprint is of names and contents: times and lengths miss edits
/// behind symbolic links, which is how a cluster mounts its configuration.
/// </summary>
internal sealed record ProviderFolder(string Folder, IReadOnlyList<ConfigFileContent> Files, string? Failure, string Fingerprint)
{
    public static ProviderFolder Take(string configFolder)
    {
        var folder = Path.Combine(configFolder, "providers");
        if (!Directory.Exists(folder)) return Failed(folder, "does not exist; give the configuration folder with --config");
        try
        {
            // As in a shell, * leaves out names that begin with a dot: editors keep their locks under such names.
            var names = Directory.EnumerateFileSystemEntries(folder, "*.json").Where(name => !Path.GetFileName(name).StartsWith('.'));
            // One that was deleted after it was listed is left out.
            var files = names.Order(StringComparer.Ordinal).Select(ConfigFileContent.Take).OfType<ConfigFileContent>().ToList();
            return new(folder, files, null, Hash(files));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failed(folder, $"cannot be listed: {error.Message}");
        }
    }

    /// <summary>A provider file as faults name it.</summary>
    public static string NameOf(string file) => Path.Combine("providers", Path.GetFileName(file));

    private static ProviderFolder Failed(string folder, string why) => new(folder, [], why, why);

    private static string Hash(IEnumerable<ConfigFileContent> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            // The length keeps the end of one file and the name of the next apart.
            hash.AppendData(Encoding.UTF8.GetBytes($"{NameOf(file.File)}\n{file.Failure}\n{file.Bytes.Length}\n"));
            hash.AppendData(file.Bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

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
