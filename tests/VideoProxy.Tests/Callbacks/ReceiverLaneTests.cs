using Microsoft.Extensions.Time.Testing;
using VideoProxy.Callbacks;
using VideoProxy.Configuration;

namespace VideoProxy.Tests.Callbacks;

public sealed class ReceiverLaneTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(10);
    private static readonly DeliveryResult Delivered = new(200, null, null, null);
    private static readonly DeliveryResult Refused = new(503, "HTTP 503", null, null);
    private static readonly DeliveryResult Gone = new(410, "HTTP 410", null, null);
    private readonly FakeTimeProvider _time = new();
    private readonly ReceiverLane _lane;

    public ReceiverLaneTests() => _lane = new ReceiverLane(Break, _time);

    [Fact]
    public async Task Lane_grows_while_its_receiver_accepts()
    {
        _lane.Room.ShouldBe(4);

        for (var delivery = 0; delivery < 10; delivery++) await DeliverAsync(Delivered);

        _lane.Room.ShouldBe(64);
    }

    [Fact]
    public void Busy_lane_has_no_room_until_half_of_it_is_free()
    {
        for (var slot = 0; slot < 4; slot++) _lane.Enter();
        _lane.Room.ShouldBe(0);
        _lane.Leave();
        _lane.Room.ShouldBe(0);
        _lane.Leave();

        _lane.Room.ShouldBe(2);
    }

    [Fact]
    public async Task Circuit_opens_after_five_failures_and_sends_nothing_until_its_time()
    {
        for (var failure = 0; failure < 5; failure++) (await DeliverAsync(Refused)).ShouldBe(Refused);

        _lane.Room.ShouldBe(0);
        (await DeliverAsync(Delivered)).ShouldBeNull();
        _lane.OpenUntil.ShouldBe(_time.GetUtcNow() + Break);
    }

    [Fact]
    public async Task Open_circuit_lets_one_delivery_through_and_closes_when_it_succeeds()
    {
        for (var failure = 0; failure < 5; failure++) await DeliverAsync(Refused);
        _time.Advance(Break);

        _lane.Room.ShouldBe(1);
        _lane.Enter();
        _lane.Room.ShouldBe(0);
        (await DeliverAsync(Delivered)).ShouldBe(Delivered);
        _lane.Leave();

        _lane.Room.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Open_circuit_stays_open_when_the_probe_fails()
    {
        for (var failure = 0; failure < 5; failure++) await DeliverAsync(Refused);
        _time.Advance(Break);

        await DeliverAsync(Refused);

        _lane.Room.ShouldBe(0);
        _time.Advance(Break);
        _lane.Room.ShouldBe(1);
    }

    [Fact]
    public async Task Result_that_the_gateway_could_not_send_is_no_failing_receiver()
    {
        for (var delivery = 0; delivery < 20; delivery++) await DeliverAsync(new DeliveryResult(null, "no secret", null, null) { IsUnsent = true });

        _lane.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Receiver_that_does_not_want_some_events_is_no_failing_receiver()
    {
        for (var refusal = 0; refusal < 20; refusal++) await DeliverAsync(Gone);

        _lane.Room.ShouldBe(64);
    }

    [Theory]
    [InlineData("https://client.example.com/hook?secret=1", "https://client.example.com:443")]
    [InlineData("https://CLIENT.example.com:443/other", "https://client.example.com:443")]
    [InlineData("http://client.example.com:8080/", "http://client.example.com:8080")]
    public void Receiver_is_scheme_host_and_port(string url, string receiver) => ReceiverLanes.ReceiverOf(url).ShouldBe(receiver);

    [Fact]
    public void Idle_lanes_of_many_receivers_are_dropped()
    {
        var lanes = new ReceiverLanes(new CallbacksOptions(), _time);
        var busy = lanes.Of("https://busy.example.com:443");
        busy.Enter();
        var idle = lanes.Of("https://idle.example.com:443");

        for (var number = 0; number < 10_001; number++) lanes.Of($"https://{number}.example.com:443");

        lanes.Of("https://busy.example.com:443").ShouldBeSameAs(busy);
        lanes.Of("https://idle.example.com:443").ShouldNotBeSameAs(idle);
    }

    private Task<DeliveryResult?> DeliverAsync(DeliveryResult result) => _lane.DeliverAsync(_ => Task.FromResult(result), default);
}
