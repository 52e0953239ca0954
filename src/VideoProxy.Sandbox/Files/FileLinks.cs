using System.Buffers.Text;
using System.Globalization;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Files;

/// <summary>Signs and validates links to the files port, like the pre-signed links of an object store.</summary>
internal sealed class FileLinks
{
    /// <summary>The address of the files listener. The sandbox sets the address after the listener has started.</summary>
    public Uri? Address { get; set; }

    public string Sign(string path, DateTimeOffset expires)
    {
        var seconds = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Base64Url.EncodeToString(Seal.Of(Signed(path, seconds)));
        return new Uri(Address!, $"{path}?expires={seconds}&signature={signature}").AbsoluteUri;
    }

    public static bool IsValid(string path, string expires, string signature, DateTimeOffset now) =>
        long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        && now.ToUnixTimeSeconds() < until
        && Base64Url.IsValid(signature)
        && Seal.Fits(Signed(path, expires), Base64Url.DecodeFromChars(signature));

    private static string Signed(string path, string expires) => $"{path}\n{expires}";
}
