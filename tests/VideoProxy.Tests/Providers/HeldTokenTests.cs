using Microsoft.Extensions.Time.Testing;
using VideoProxy.Abstractions;
using VideoProxy.Providers;

namespace VideoProxy.Tests.Providers;

public sealed class HeldTokenTests
{
    private readonly FakeTimeProvider _time = new();
    private int _asked;

    [Fact]
    public async Task Token_asked_for_by_many_at_once_is_requested_once()
    {
        var held = new HeldToken(_time);
        var reply = new TaskCompletionSource<TokenAnswer>();

        var waiting = Enumerable.Range(0, 20).Select(_ => held.GetAsync(() => { _asked++; return reply.Task; })).ToList();
        reply.SetResult(Good("t1", TimeSpan.FromHours(1)));

        (await Task.WhenAll(waiting)).ShouldAllBe(answer => answer.Token!.Value == "t1");
        _asked.ShouldBe(1);
    }

    [Theory]
    [InlineData(60, 54, 1)]
    [InlineData(60, 56, 2)]
    [InlineData(6, 2, 1)]
    [InlineData(6, 4, 2)]
    public async Task Token_is_renewed_five_minutes_early_or_at_half_of_a_short_life(int minutes, int after, int requests)
    {
        var held = new HeldToken(_time);
        await held.GetAsync(() => Ask(Good("t1", TimeSpan.FromMinutes(minutes))));

        _time.Advance(TimeSpan.FromMinutes(after));
        await held.GetAsync(() => Ask(Good("t2", TimeSpan.FromMinutes(minutes))));

        _asked.ShouldBe(requests);
    }

    [Fact]
    public async Task Renewal_that_fails_leaves_the_token_while_it_is_good()
    {
        var held = new HeldToken(_time);
        await held.GetAsync(() => Ask(Good("t1", TimeSpan.FromHours(1))));

        _time.Advance(TimeSpan.FromMinutes(58));
        (await held.GetAsync(() => Ask(Bad()))).Token!.Value.ShouldBe("t1");
        _time.Advance(TimeSpan.FromMinutes(3));
        (await held.GetAsync(() => Ask(Bad()))).Fault!.Kind.ShouldBe(FaultKind.Unavailable);
    }

    [Fact]
    public async Task Dropped_token_is_asked_for_again_but_a_newer_one_is_kept()
    {
        var held = new HeldToken(_time);
        var first = (await held.GetAsync(() => Ask(Good("t1", TimeSpan.FromHours(1))))).Token!;
        held.Drop(first);
        (await held.GetAsync(() => Ask(Good("t2", TimeSpan.FromHours(1))))).Token!.Value.ShouldBe("t2");

        held.Drop(first);
        (await held.GetAsync(() => Ask(Good("t3", TimeSpan.FromHours(1))))).Token!.Value.ShouldBe("t2");
    }

    [Fact]
    public async Task Request_that_throws_is_made_again_the_next_time()
    {
        var held = new HeldToken(_time);
        await Should.ThrowAsync<InvalidOperationException>(held.GetAsync(() => throw new InvalidOperationException("a bug")));

        (await held.GetAsync(() => Ask(Good("t1", TimeSpan.FromHours(1))))).Token!.Value.ShouldBe("t1");
    }

    private Task<TokenAnswer> Ask(TokenAnswer answer)
    {
        _asked++;
        return Task.FromResult(answer);
    }

    private static TokenAnswer Good(string value, TimeSpan lifetime) => new(new ProviderToken(value, lifetime), null);

    private static TokenAnswer Bad() => new(null, new ProviderFault(FaultKind.Unavailable, "no connection"));
}
