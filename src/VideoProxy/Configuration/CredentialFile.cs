namespace VideoProxy.Configuration;

/// <summary>Reads a credential from a file, written as <c>{ "file": "PATH" }</c>, because cloud providers hand out keys as files.</summary>
internal sealed class CredentialFile(FileFaults faults)
{
    private const long Longest = 1 << 20;

    /// <summary>Returns an empty text if the path is empty or faulty. An empty credential counts as not set.</summary>
    public string Read(LocatedNode node)
    {
        var reader = new NodeReader(node, faults, "file");
        if (reader.Find("file") is null) faults.Add(node, "lacks 'file'");
        if (reader.Text("file") is not { Length: > 0 } path || reader.Find("file")!.Missing.Count > 0) return "";
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) faults.Add(reader.Find("file")!, $"names '{path}', which is not a file");
            else if (file.Length > Longest) faults.Add(reader.Find("file")!, $"names '{path}', which is longer than {Longest} bytes");
            else return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            faults.Add(reader.Find("file")!, $"names '{path}', which cannot be read: {error.Message}");
        }

        return "";
    }
}
