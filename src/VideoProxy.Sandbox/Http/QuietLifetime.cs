using Microsoft.Extensions.Hosting;

namespace VideoProxy.Sandbox.Http;

/// <summary>A host lifetime that ignores process signals, because the program that runs the sandbox handles them.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
