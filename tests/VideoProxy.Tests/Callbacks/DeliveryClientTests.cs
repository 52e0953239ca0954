using System.Net.Sockets;
using VideoProxy.Callbacks;
using VideoProxy.Configuration;
using VideoProxy.Network;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Callbacks;

/// <summary>What receivers answer, over real sockets.</summary>
public sealed class DeliveryClientTests : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly DeliveryClient _client;

    public DeliveryClientTests() => _client = new DeliveryClient(
        _http, new NetworkRules(new NetworkOptions { AllowHttp = true, AllowPrivate = true }), new CallbacksOptions { Timeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", "")]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 1000\r\n\r\ncut", "cut")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a chunk", "")]
    public async Task Status_line_of_a_2xx_delivers_whatever_becomes_of_the_body(string answer, string reply)
    {
        await using var receiver = ScriptedReceiver.Start(answer);

        var result = await SendAsync(receiver);

        result.ShouldSatisfyAllConditions(r => r.IsDelivered.ShouldBeTrue(), r => r.Error.ShouldBeNull(), r => r.Reply.ShouldBe(reply));
    }

    [Fact]
    public async Task Body_that_never_ends_does_not_hold_the_delivery()
    {
        var over = new TaskCompletionSource();
        await using var receiver = ScriptedReceiver.Start(async stream =>
        {
            await ScriptedReceiver.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbeginning");
            await over.Task;
        });

        var result = await SendAsync(receiver);
        over.SetResult();

        result.ShouldSatisfyAllConditions(r => r.IsDelivered.ShouldBeTrue(), r => r.Reply.ShouldBe("beginning"));
    }

    [Fact]
    public async Task Body_longer_than_is_kept_is_cut()
    {
        await using var receiver = ScriptedReceiver.Start($"HTTP/1.1 500 Oops\r\nContent-Length: 100000\r\n\r\n{new string('x', 100_000)}");

        (await SendAsync(receiver)).Reply!.Length.ShouldBe(4096);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("-1", null)]
    [InlineData("2.5", null)]
    [InlineData("soon", null)]
    public async Task Retry_after_in_seconds_is_read(string value, int? seconds)
    {
        await using var receiver = ScriptedReceiver.Start($"HTTP/1.1 503 Busy\r\nRetry-After: {value}\r\nContent-Length: 0\r\n\r\n");

        (await SendAsync(receiver)).RetryAfter.ShouldBe(seconds is { } whole ? TimeSpan.FromSeconds(whole) : null);
    }

    [Theory]
    [InlineData("Sat, 06 Nov 2094 08:49:37 GMT")]
    [InlineData("Saturday, 06-Nov-38 08:49:37 GMT")]
    [InlineData("Sat Nov  6 08:49:37 2094")]
    [InlineData("1000000000000")]
    public async Task Retry_after_far_in_the_future_is_a_long_wait(string value)
    {
        await using var receiver = ScriptedReceiver.Start($"HTTP/1.1 503 Busy\r\nRetry-After: {value}\r\nContent-Length: 0\r\n\r\n");

        (await SendAsync(receiver)).RetryAfter!.Value.ShouldBeGreaterThan(TimeSpan.FromDays(365));
    }

    [Fact]
    public async Task Retry_after_in_the_past_asks_for_no_wait()
    {
        await using var receiver = ScriptedReceiver.Start("HTTP/1.1 503 Busy\r\nRetry-After: Thu, 06 Nov 1902 08:49:37 GMT\r\nContent-Length: 0\r\n\r\n");

        (await SendAsync(receiver)).RetryAfter!.Value.ShouldBeLessThan(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("https://www.example.com/hook?token=secret", "https://www.example.com/hook")]
    [InlineData("/elsewhere?token=secret", "/elsewhere")]
    public async Task Redirect_is_a_failure_that_names_its_target_without_the_query(string location, string named)
    {
        await using var receiver = ScriptedReceiver.Start($"HTTP/1.1 308 Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");

        var result = await SendAsync(receiver);

        result.ShouldSatisfyAllConditions(
            r => r.IsDelivered.ShouldBeFalse(), r => r.Error!.ShouldContain("HTTP 308"), r => r.Error!.ShouldContain(named), r => r.Error!.ShouldNotContain("secret"));
    }

    [Fact]
    public async Task Connection_that_breaks_before_the_status_line_is_a_failure()
    {
        await using var receiver = ScriptedReceiver.Start(stream =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            return Task.CompletedTask;
        });

        (await SendAsync(receiver)).ShouldSatisfyAllConditions(r => r.IsFailure.ShouldBeTrue(), r => r.Status.ShouldBeNull());
    }

    private Task<DeliveryResult> SendAsync(ScriptedReceiver receiver) => _client.SendAsync(
        new CallbackRow
        {
            Id = "cb_1", EventId = "evt_1", JobId = "video_1", Type = "video.completed", Url = receiver.Url, Receiver = ReceiverLanes.ReceiverOf(receiver.Url),
            Secret = "", Signature = CallbackSigner.Raw, NextAt = 0, CreatedAt = 0,
        }, ["whsec_secret"], "{}"u8.ToArray(), default);
}
