using VideoProxy.Hosting;

namespace VideoProxy.Telemetry;

/// <summary>Logs unsafe settings at start-up.</summary>
internal static partial class StartupWarnings
{
    public static void Log(ILogger logger, ServeOptions serve, ProcessEnvironment environment)
    {
        if (!environment.IsSandbox && string.IsNullOrEmpty(environment.Find("VIDEOPROXY_SECRET"))) SecretBesideData(logger);
        if (environment.IsSandbox && !serve.Urls.Split(';').All(IsLoopback)) SandboxExposed(logger, serve.Urls);
    }

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback;

    [LoggerMessage(EventIds.SecretBesideData, LogLevel.Warning, "VIDEOPROXY_SECRET was not set. The key that encrypts callback secrets and signs links is stored in the database, beside the data that it protects. Set VIDEOPROXY_SECRET to keep it outside.")]
    private static partial void SecretBesideData(ILogger logger);

    [LoggerMessage(EventIds.SandboxExposed, LogLevel.Warning, "The sandbox listens on addresses beyond loopback ({Urls}). Every client that can reach them can use the key sk-sandbox and make this machine connect to private addresses.")]
    private static partial void SandboxExposed(ILogger logger, string urls);
}
