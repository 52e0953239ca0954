namespace VideoProxy.Telemetry;

/// <summary>Passes log events on without the secrets in their URLs. The framework and YARP log whole URLs at their lower levels.</summary>
[ProviderAlias("Console")]
internal sealed class RedactingLoggerProvider(ILoggerProvider inner) : ILoggerProvider
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";
    private const int StartFaulted = 11;

    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName), categoryName);

    public void Dispose() => inner.Dispose();

    private sealed class RedactingLogger(ILogger inner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel)) return;
            // The command that starts the gateway explains this fault in one line.
            if (category == Host && eventId.Id == StartFaulted) return;
            var text = formatter(state, exception);
            if (exception is not null) text = $"{text} {exception}";
            inner.Log(logLevel, eventId, SecretWords.Redact(text, keepsPaths: category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)), null, static (redacted, _) => redacted);
        }
    }
}
