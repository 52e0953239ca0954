using Microsoft.Extensions.Time.Testing;
using VideoProxy.Storage;

namespace VideoProxy.Tests.Storage;

public sealed class GatewayClockTests
{
    private readonly Machine _machine = new();

    [Fact]
    public void Wall_clock_that_is_set_moves_nothing()
    {
        var clock = new GatewayClock(_machine);
        var before = clock.GetUtcNow();

        _machine.WallClockError = TimeSpan.FromHours(1);
        _machine.Advance(TimeSpan.FromSeconds(2));

        clock.GetUtcNow().ShouldBe(before + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Set_takes_over_the_databases_time_and_says_by_how_much()
    {
        var clock = new GatewayClock(_machine);
        var theirs = _machine.GetUtcNow() - TimeSpan.FromMinutes(7);

        clock.Set(theirs).ShouldBe(TimeSpan.FromMinutes(-7));

        _machine.Advance(TimeSpan.FromSeconds(1));
        clock.GetUtcNow().ShouldBe(theirs + TimeSpan.FromSeconds(1));
    }

    /// <summary>A machine whose wall clock can be set. In the base class, timestamps always follow the wall clock.</summary>
    private sealed class Machine : FakeTimeProvider
    {
        public TimeSpan WallClockError { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + WallClockError;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
