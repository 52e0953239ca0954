using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace VideoProxy.Sandbox.Tasks;

/// <summary>Encodes a task into its id, <c>prefix + base64url(seal + fields)</c>, and decodes the task from the id.</summary>
internal static class TaskCode
{
    private const char Separator = '~';
    private const int OwnFields = 5;

    public static SandboxTask Issue(string prefix, SandboxTask task)
    {
        string[] own =
        [
            Number(task.Created.ToUnixTimeMilliseconds()), Number((long)task.Queued.TotalMilliseconds),
            Number((long)task.Running.TotalMilliseconds), Number((int)task.Outcome), Number(task.Nonce),
        ];
        var fields = string.Join(Separator, [.. own, .. task.Facts]);
        return task with { Id = prefix + Base64Url.EncodeToString([.. Seal.Of(prefix + fields), .. Encoding.UTF8.GetBytes(fields)]) };
    }

    /// <summary>Returns the task that an id encodes, or null when this sandbox did not issue the id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="prefixLength">The length of the id's prefix in characters.</param>
    /// <param name="facts">The number of facts that the service stores in its ids.</param>
    public static SandboxTask? Read(string id, int prefixLength, int facts)
    {
        if (id.Length <= prefixLength || !Base64Url.IsValid(id.AsSpan(prefixLength), out var length) || length <= Seal.Length)
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(id.AsSpan(prefixLength));
        var fields = Encoding.UTF8.GetString(bytes.AsSpan(Seal.Length));
        if (!Seal.Fits(id[..prefixLength] + fields, bytes.AsSpan(0, Seal.Length)))
        {
            return null;
        }

        var parts = fields.Split(Separator);
        return parts.Length == OwnFields + facts ? Compose(id, parts) : null;
    }

    // The seal is valid, so the parts come from Issue and parse without errors.
    private static SandboxTask Compose(string id, string[] parts) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(Number(parts[0])),
        TimeSpan.FromMilliseconds(Number(parts[1])),
        TimeSpan.FromMilliseconds(Number(parts[2])),
        (Outcome)Number(parts[3]),
        (uint)Number(parts[4]),
        parts[OwnFields..]) { Id = id };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
