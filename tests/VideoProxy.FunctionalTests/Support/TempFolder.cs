namespace VideoProxy.FunctionalTests.Support;

/// <summary>A folder of one test's own.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("videoproxy-").FullName;

    public string Join(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Copies a folder under this one.</summary>
    public string CopyIn(string source, params string[] target)
    {
        var destination = Join(target);
        Directory.CreateDirectory(destination);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = System.IO.Path.GetRelativePath(source, file);
            var copy = System.IO.Path.Combine(destination, relative);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        return destination;
    }

    public void CopyFile(string source, string folder)
    {
        Directory.CreateDirectory(Join(folder));
        File.Copy(source, Join(folder, System.IO.Path.GetFileName(source)));
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that is just ending may still write here; the system clears its temporary folder.
        }
    }
}
