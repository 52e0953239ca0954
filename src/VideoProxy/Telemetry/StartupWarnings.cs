using VideoProxy.Hosting;

namespace VideoProxy.Telemetry;

/// <summary>What an operator should know before the first request.</summary>
internal static partial class StartupWarnings
{
    public static void Log(ILogger logger, ServeOptions serve, ProcessEnvironment environment)
    {
        if (!environment.IsSandbox && string.IsNullOrEmpty(environment.Find("VIDEOPROXY_SECRET"))) SecretBesideData(logger);
        if (environment.IsSandbox && !serve.Urls.Split(';').All(IsLoopback)) SandboxExposed(logger, serve.Urls);
    }

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback;

    [LoggerMessage(EventIds.SecretBesideData, LogLevel.Warning, "VIDEOPROXY_SECRET is not set: the key that encrypts callback secrets and signs links lies in the database, beside the data it protects.")]
    private static partial void SecretBesideData(ILogger logger);

    [LoggerMessage(EventIds.SandboxExposed, LogLevel.Warning, "The sandbox listens beyond loopback ({Urls}): anyone there can use the key sk-sandbox and make this machine dial private addresses.")]
    private static partial void SandboxExposed(ILogger logger, string urls);
}
