using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using VideoProxy.Telemetry;

namespace VideoProxy.Tests.Telemetry;

public sealed class SupervisorTests
{
    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(OutOfMemoryException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Loop_that_throws_is_started_again(Type fault)
    {
        var time = new FakeTimeProvider();
        using var stopping = new CancellationTokenSource();
        var (starts, again) = (0, new TaskCompletionSource());

        var run = Supervisor.RunAsync(async stop =>
        {
            if (++starts == 1) throw (Exception)Activator.CreateInstance(fault)!;
            again.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        }, time, NullLogger.Instance, stopping.Token);
        time.Advance(TimeSpan.FromSeconds(1));

        await again.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await stopping.CancelAsync();
        await run;
        starts.ShouldBe(2);
    }

    [Fact]
    public async Task Loop_that_ends_is_not_started_again()
    {
        var starts = 0;

        await Supervisor.RunAsync(_ => Task.FromResult(++starts), TimeProvider.System, NullLogger.Instance, default);

        starts.ShouldBe(1);
    }
}
