namespace VideoProxy.Telemetry;

/// <summary>Configures the console log: our own events, and only warnings and errors of the framework.</summary>
internal static class Logging
{
    public static void Configure(ILoggingBuilder logging, bool hasForeignRoutes)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        // This logger starts a scope and an activity for every request. Only the operator's own YARP routes use them.
        if (!hasForeignRoutes) logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // YARP's cookie affinity adds data protection, which the gateway does not use.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // The step that knows the job logs a failed forward.
        logging.AddFilter("Yarp", LogLevel.Error);
    }
}
