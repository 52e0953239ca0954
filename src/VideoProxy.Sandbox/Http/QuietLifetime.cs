using Microsoft.Extensions.Hosting;

namespace VideoProxy.Sandbox.Http;

/// <summary>Leaves the process signals to the program that the sandbox lives in.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
