using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace VideoProxy.Dialects.OpenAi;

/// <summary><c>Prefer: wait=N</c> (RFC 7240): a wish, so what cannot be met or read is no error.</summary>
internal static class CreateWait
{
    /// <summary>Seconds, at most the given ones; 0 without such a wish.</summary>
    public static int Read(StringValues prefer, int most)
    {
        foreach (var preference in prefer.ToString().Split(',', ';'))
        {
            var sign = preference.IndexOf('=', StringComparison.Ordinal);
            if (sign < 0 || !preference.AsSpan(0, sign).Trim().Equals("wait", StringComparison.OrdinalIgnoreCase)) continue;
            var value = preference.AsSpan(sign + 1).Trim().Trim('"');
            return uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? (int)Math.Min(seconds, (uint)most) : 0;
        }

        return 0;
    }
}
