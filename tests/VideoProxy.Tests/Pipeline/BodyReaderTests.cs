using System.IO.Pipelines;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using VideoProxy.Accounts;
using VideoProxy.Configuration;
using VideoProxy.Pipeline;

namespace VideoProxy.Tests.Pipeline;

public sealed class BodyReaderTests
{
    private const long MaxBody = 1 << 20;
    private readonly FakeTimeProvider _time = new();
    private readonly BodyReader _bodies;

    public BodyReaderTests()
    {
        var options = new GatewayOptions { Requests = new() { MaxBody = MaxBody, BufferBudget = 4 * MaxBody } };
        _bodies = new(options, new BodyBudget(options.Requests.BufferBudget), _time);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16 << 10)]
    [InlineData((16 << 10) + 1)]
    [InlineData((int)MaxBody)]
    public async Task Read_body_up_to_the_limit_is_whole(int length)
    {
        var sent = Bytes(length);

        var (body, error) = await _bodies.ReadAsync(Request(new MemoryStream(sent), "k"));

        error.ShouldBeNull();
        body.ToArray().ShouldBe(sent);
    }

    [Fact]
    public async Task Read_body_over_the_limit_is_413()
    {
        var (_, error) = await _bodies.ReadAsync(Request(new MemoryStream(Bytes((int)MaxBody + 1)), "k"));

        error!.Status.ShouldBe(413);
    }

    [Fact]
    public async Task Read_announced_length_takes_no_memory_before_its_bytes_arrive()
    {
        var slow = Enumerable.Range(0, 40).Select(number =>
        {
            var pipe = new Pipe();
            var context = Request(pipe.Reader.AsStream(), $"key {number % 2}");
            context.Request.ContentLength = MaxBody;
            return (pipe, Read: _bodies.ReadAsync(context));
        }).ToList();

        var (_, error) = await _bodies.ReadAsync(Request(new MemoryStream(Bytes((int)MaxBody / 4)), "key 0"));

        error.ShouldBeNull("40 announced bodies would be ten times the budget");
        foreach (var (pipe, read) in slow)
        {
            await pipe.Writer.CompleteAsync();
            (await read).Error.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Read_key_that_holds_a_quarter_waits_and_others_do_not()
    {
        var held = Request(new MemoryStream(Bytes((int)MaxBody / 2 + 1)), "greedy");
        (await _bodies.ReadAsync(held)).Error.ShouldBeNull();

        var (_, refused) = await _bodies.ReadAsync(Request(new MemoryStream(Bytes((int)MaxBody / 2)), "greedy"));
        var (_, other) = await _bodies.ReadAsync(Request(new MemoryStream(Bytes((int)MaxBody / 2)), "other"));

        refused!.Status.ShouldBe(429);
        refused.Message.ShouldContain("one key");
        other.ShouldBeNull();

        held.Features.Get<BodyShare>()!.Dispose();
        held.Features.Get<BodyShare>()!.Dispose();
        (await _bodies.ReadAsync(Request(new MemoryStream(Bytes((int)MaxBody / 2)), "greedy"))).Error.ShouldBeNull("the first body was released");
    }

    [Fact]
    public async Task Read_all_keys_together_hold_at_most_the_budget()
    {
        var errors = new List<int?>();
        foreach (var key in Enumerable.Range(0, 5)) errors.Add((await _bodies.ReadAsync(Request(new MemoryStream(Bytes((int)MaxBody)), $"key {key}"))).Error?.Status);

        // A buffer of each has one byte more than the body, so that a longer body is noticed.
        errors.ShouldBe([null, null, null, 429, 429]);
    }

    [Theory]
    [InlineData(1000, 408)]
    [InlineData(40_000, null)]
    public async Task Read_body_slower_than_1_KiB_a_second_is_408(int bytesPerWindow, int? status)
    {
        var body = new Drip();
        var context = Request(body, "k");
        var read = _bodies.ReadAsync(context);
        // A fast beginning buys no time for the rest.
        await body.SendAsync(200_000, read);

        for (var window = 0; window < 3; window++)
        {
            await body.SendAsync(bytesPerWindow, read);
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        await body.SendAsync(0, read);
        ((await read).Error?.Status).ShouldBe(status);
        context.Response.Headers.Connection.ToString().ShouldBe(status is null ? "" : "close");
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(4711).NextBytes(bytes);
        return bytes;
    }

    private static DefaultHttpContext Request(Stream body, string key)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = body;
        context.Features.Set(new Caller("org", key));
        return context;
    }

    /// <summary>A body that arrives in small pieces, each when the test sends it.</summary>
    private sealed class Drip : MemoryStream
    {
        private const int Piece = 1000;
        private readonly Channel<int> _pieces = Channel.CreateUnbounded<int>();
        private readonly SemaphoreSlim _asked = new(0);
        private int _left;

        /// <summary>Done as soon as the reader has counted the bytes, or has ended. Zero bytes end the body.</summary>
        public async Task SendAsync(int bytes, Task read)
        {
            for (var left = bytes; left >= 0 && !read.IsCompleted; left -= Piece)
            {
                await Task.WhenAny(_asked.WaitAsync(), read);
                if (bytes == 0 || left > 0) _pieces.Writer.TryWrite(Math.Min(left, Piece));
                else _asked.Release();
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
            {
                _asked.Release();
                _left = await _pieces.Reader.ReadAsync(cancellationToken);
            }

            var read = Math.Min(_left, buffer.Length);
            _left -= read;
            return read;
        }
    }
}
