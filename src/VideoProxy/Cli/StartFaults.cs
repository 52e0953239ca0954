using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using VideoProxy.Storage;

namespace VideoProxy.Cli;

/// <summary>Explains in one line why the gateway could not start: what happened, where, and what to do.</summary>
internal static class StartFaults
{
    public static string Explain(Exception error, string urls) =>
        $"The gateway cannot start: {Describe(error, urls)}".ReplaceLineEndings(" ");

    private static string Describe(Exception error, string urls) => error switch
    {
        DbException or SchemaTooNewException or WrongSettingException => error.Message,
        _ when Find<SocketException>(error) is { } socket => DescribeSocket(error, socket, urls),
        // Kestrel names neither the file nor the setting.
        _ when Find<CryptographicException>(error) is { } bad => $"The TLS certificate cannot be used: {Sentence(bad.Message)} Check Kestrel:Certificates in gateway.json: the path, the key and the password.",
        FileNotFoundException or DirectoryNotFoundException => $"{Sentence(error.Message)} Check the paths under Kestrel in gateway.json.",
        InvalidOperationException when urls.Contains("https:", StringComparison.OrdinalIgnoreCase) =>
            $"{urls} needs a TLS certificate that can be used. Set Kestrel:Certificates:Default in gateway.json. Reason: {error.Message}",
        IOException or UnauthorizedAccessException => error.Message,
        _ => $"{error.GetType().Name}: {error.Message}",
    };

    private static string DescribeSocket(Exception error, SocketException socket, string urls) => socket.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => $"{AddressIn(error.Message) ?? urls} is in use by another process. Stop that process, or listen on another port with --urls.",
        SocketError.AccessDenied => $"This user may not listen on {urls}. Ports below 1024 need a privilege. Listen on a higher port with --urls, or grant the process CAP_NET_BIND_SERVICE.",
        SocketError.AddressNotAvailable => $"{urls} is not an address of this machine. Listen on another one with --urls, such as http://0.0.0.0:8080.",
        _ => $"{urls} cannot be listened on: {Sentence(socket.Message)} Listen on another address with --urls.",
    };

    /// <summary>Returns the address in Kestrel's message, because --urls may hold several.</summary>
    private static string? AddressIn(string message) =>
        message.Split(' ').FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal))?.TrimEnd(':');

    private static T? Find<T>(Exception? error) where T : Exception => error as T ?? (error is null ? null : Find<T>(error.InnerException));

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
