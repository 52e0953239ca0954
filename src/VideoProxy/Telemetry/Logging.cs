using Microsoft.Extensions.Logging.Console;

namespace VideoProxy.Telemetry;

/// <summary>Configures the console log: our own events, and only warnings and errors of the framework, unless <c>Logging</c> says otherwise.</summary>
internal static class Logging
{
    /// <summary>
    /// Returns the levels that <c>Logging:LogLevel</c> overrides. They are configuration and not filters in code, because a filter in
    /// code would win over the operator's.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> Defaults(bool hasForeignRoutes)
    {
        var levels = new Dictionary<string, LogLevel>
        {
            ["Default"] = LogLevel.Information,
            ["Microsoft"] = LogLevel.Warning,
            ["System"] = LogLevel.Warning,
            // YARP's cookie affinity adds data protection, which the gateway does not use.
            ["Microsoft.AspNetCore.DataProtection"] = LogLevel.Error,
            // The step that knows the job logs a failed forward.
            ["Yarp"] = LogLevel.Error,
        };
        // This logger starts a scope and an activity for every request. Only the operator's own YARP routes use them.
        if (!hasForeignRoutes) levels["Microsoft.AspNetCore.Hosting.Diagnostics"] = LogLevel.None;
        return levels.ToDictionary(level => $"Logging:LogLevel:{level.Key}", level => (string?)level.Value.ToString());
    }

    public static void Configure(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        var services = logging.Services;
        services.Remove(services.Single(service => service.ImplementationType == typeof(ConsoleLoggerProvider)));
        services.AddSingleton<ConsoleLoggerProvider>();
        services.AddSingleton<ILoggerProvider>(provider => new RedactingLoggerProvider(provider.GetRequiredService<ConsoleLoggerProvider>()));
    }
}
