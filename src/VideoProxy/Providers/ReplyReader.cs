using System.Text;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>Reads a native reply into memory, within bounds.</summary>
internal static class ReplyReader
{
    public const int MaxBody = 4 << 20;

    /// <summary>Null when the body is longer than <see cref="MaxBody"/>.</summary>
    public static async Task<ProviderReply?> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBody) return null;
        }

        var text = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
        return new ProviderReply((int)response.StatusCode, Headers(response), text);
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)) headers[name] = string.Join(", ", values);
        return headers;
    }
}
