namespace VideoProxy.Telemetry;

/// <summary>A quiet console: our own events, and of the framework only what needs a look.</summary>
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
        // It would open a scope and an activity for every request, which nothing of ours shows or passes on; YARP's own routes do.
        if (!hasForeignRoutes) logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // YARP's cookie affinity brings data protection along; nothing of ours is protected by it.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A refused or broken forward is logged by the step that knows the job.
        logging.AddFilter("Yarp", LogLevel.Error);
    }
}
