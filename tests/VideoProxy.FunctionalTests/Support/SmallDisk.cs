namespace VideoProxy.FunctionalTests.Support;

/// <summary>A disk of a few megabytes that a test can fill to the last byte and empty again.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    private string Ballast => Path.Combine(_path, "ballast");

    /// <exception cref="InvalidOperationException">This process may not mount: it must run as root.</exception>
    public static async Task<SmallDisk> MountAsync(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        var mount = await ProcessRun.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path], "/");
        if (mount.ExitCode != 0) throw new InvalidOperationException($"No disk could be mounted, so what a full one does is not tested here. Run as root, or in a container with CAP_SYS_ADMIN. {mount.Errors}");
        return new SmallDisk(path);
    }

    public string Join(string name) => Path.Combine(_path, name);

    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var block = new byte[1024];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // That was the last one.
        }
    }

    public void Empty() => File.Delete(Ballast);

    public async ValueTask DisposeAsync() => await ProcessRun.RunAsync("umount", ["-l", _path], "/");
}
