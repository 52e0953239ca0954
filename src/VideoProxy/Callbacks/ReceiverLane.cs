using Polly;
using Polly.CircuitBreaker;

namespace VideoProxy.Callbacks;

/// <summary>
/// The deliveries to one receiver. The lane starts with few slots and grows while the receiver accepts, so that a receiver that hangs
/// holds few slots. Its circuit opens after five failures in a row without a success, and then lets one delivery through at a time.
/// </summary>
internal sealed class ReceiverLane
{
    private const int FirstLimit = 4;
    private const int HighestLimit = 64;
    private const int FailuresToOpen = 5;
    private static readonly TimeSpan SamplingDuration = TimeSpan.FromMinutes(5);
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ResiliencePipeline<DeliveryResult> _pipeline;
    private int _limit = FirstLimit;
    private int _inFlight;

    /// <param name="breakDuration">How long the circuit stays open before it lets one delivery through.</param>
    /// <param name="time">The clock.</param>
    public ReceiverLane(TimeSpan breakDuration, TimeProvider time)
    {
        _time = time;
        _pipeline = new ResiliencePipelineBuilder<DeliveryResult> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<DeliveryResult>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { IsFailure: true }),
                FailureRatio = 1,
                MinimumThroughput = FailuresToOpen,
                SamplingDuration = SamplingDuration,
                BreakDuration = breakDuration,
                StateProvider = _circuit,
                OnOpened = _ =>
                {
                    OpenUntil = _time.GetUtcNow() + breakDuration;
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>When the open circuit lets the next delivery through.</summary>
    public DateTimeOffset OpenUntil { get; private set; }

    public bool IsOpen => _circuit.CircuitState is CircuitState.Open or CircuitState.HalfOpen;

    public bool IsIdle
    {
        get
        {
            lock (_lock) return _inFlight == 0 && !IsOpen;
        }
    }

    /// <summary>Returns how many deliveries may start now. A busy lane waits until half of it is free, so that claims come in batches.</summary>
    public int Room
    {
        get
        {
            lock (_lock)
            {
                if (IsOpen) return _inFlight == 0 && _time.GetUtcNow() >= OpenUntil ? 1 : 0;
                return _inFlight <= _limit / 2 ? _limit - _inFlight : 0;
            }
        }
    }

    public void Enter()
    {
        lock (_lock) _inFlight++;
    }

    public void Leave()
    {
        lock (_lock) _inFlight--;
    }

    /// <summary>Delivers, and counts the result. Returns null if the circuit is open, because then nothing is sent.</summary>
    public async Task<DeliveryResult?> DeliverAsync(Func<CancellationToken, Task<DeliveryResult>> send, CancellationToken cancel)
    {
        try
        {
            var result = await _pipeline.ExecuteAsync(async token => await send(token), cancel);
            lock (_lock) _limit = result.IsFailure ? Math.Max(1, _limit / 2) : Math.Min(_limit * 2, HighestLimit);
            return result;
        }
        catch (BrokenCircuitException)
        {
            return null;
        }
    }
}
