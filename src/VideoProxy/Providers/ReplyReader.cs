using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>Reads a native reply into memory, within bounds.</summary>
internal static class ReplyReader
{
    /// <summary>Of what is kept: strings that are cut do not count.</summary>
    public const int MaxBody = 4 << 20;
    private const long MaxWire = 1L << 30;

    /// <summary>Null when the body is longer than <see cref="MaxBody"/>.</summary>
    public static async Task<ProviderReply?> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var body = new ReplyBody();
        var buffer = new byte[16 << 10];
        var wire = 0L;
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            body.Add(buffer.AsSpan(0, read));
            if (body.IsTooLong || (wire += read) > MaxWire) return null;
        }

        return new ProviderReply((int)response.StatusCode, Headers(response), ReplyText.Mend(body.Text())) { CutStrings = body.CutStrings };
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)) headers[name] = string.Join(", ", values);
        return headers;
    }
}
