using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoProxy.FunctionalTests.Callbacks.CSharpSample;

public static class Callbacks
{
    public static bool IsGenuine(IReadOnlyDictionary<string, string> headers, byte[] body, string secret)
    {
        var (id, timestamp) = (headers["webhook-id"], headers["webhook-timestamp"]);
        var age = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture));
        if (age.Duration() > TimeSpan.FromMinutes(5)) return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)));
        return headers["webhook-signature"].Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), expected));
    }
}
