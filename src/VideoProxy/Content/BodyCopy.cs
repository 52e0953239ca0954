using System.Buffers;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>
/// Copies a provider's stream into the response's pipe, at the speed of the client. A client that has proved fast gets large
/// pieces that are read straight into the pipe. For every other client, small pieces are read into a pooled buffer. The buffer
/// is returned before the flush, so that hundreds of slow clients hold little memory. The first piece is read before the headers are
/// written, so that the bytes can be judged.
/// </summary>
internal sealed class BodyCopy(HttpContext context, Download download, TimeSpan idleTimeout, TimeProvider time)
{
    private const int Small = 32 << 10;
    private const int Large = 256 << 10;

    // The bytes that a client must take without a slow flush before it counts as fast. The buffers of the operating system hide
    // the client's speed until then.
    private const long FastAfter = 2 << 20;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    /// <summary>Answers the client with a part of the reply's body, if the body is a video.</summary>
    public Task RunAsync(HttpResponseMessage upstream, ReplyPart part)
    {
        var declared = upstream.Content.Headers.ContentType?.MediaType ?? "";
        return GuardAsync(upstream, (body, idle) => AnswerAsync(body.ReadAsync, part, head => MediaVerdict.Of(declared, head, part.IsFromBeginning, download.Wanted), idle));
    }

    /// <summary>Answers the client with a part of a video that is base64 inside the reply. A reply without that video means that the provider no longer has it.</summary>
    public Task RunAsync(HttpResponseMessage upstream, InlinePart inline) => GuardAsync(upstream, async (body, idle) =>
    {
        using var video = new Base64Reader(body, inline.Video.Location.JsonPointer);
        if (await video.FindAsync(idle.Token)) await AnswerAsync(video.ReadAsync, inline.ToReplyPart(), inline.Video.Judge, idle);
        else download.Status = StatusCodes.Status410Gone;
    });

    private async Task GuardAsync(HttpResponseMessage upstream, Func<Stream, CancellationTokenSource, Task> answer)
    {
        // The transform's token is not used, because YARP cancels it at its ActivityTimeout even while bytes flow.
        using var idle = new CancellationTokenSource(idleTimeout, time);
        using var ended = context.RequestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), idle);
        try
        {
            await using var body = await DecodedStream.OpenAsync(upstream, idle.Token);
            await answer(body, idle);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException or InvalidDataException or FormatException)
        {
            // A clean end of the response would make half a video look complete. A response that has not started becomes an error.
            if (context.Response.HasStarted) context.Abort();
            else download.Break();
        }
    }

    /// <summary>Judges the first bytes and writes the headers and the body. Writes nothing if the bytes are no video.</summary>
    private async Task AnswerAsync(Read source, ReplyPart part, Judge judge, CancellationTokenSource idle)
    {
        var (range, response) = (part.Range, context.Response);
        using var first = MemoryPool<byte>.Shared.Rent(Small);
        var length = await FillAsync(source, first.Memory, idle.Token);
        var verdict = judge(first.Memory.Span[..length]);
        if (verdict.Instead is { } instead) download.Miss(instead);
        else if (range.Status == StatusCodes.Status416RangeNotSatisfiable) Refuse(part.Video.Length);
        else
        {
            ContentHeaders.Write(response, range, part.Video);
            ContentHeaders.WriteType(response, verdict.Type!, download.FileName);
            download.Answer();
            if (range.Status == StatusCodes.Status304NotModified || HttpMethods.IsHead(context.Request.Method)) return;
            await CopyAsync(source, first, length, part, idle);
        }
    }

    /// <summary>Leaves the answer to the step: the range lies outside the video.</summary>
    private void Refuse(long? length)
    {
        download.Break();
        download.Status = StatusCodes.Status416RangeNotSatisfiable;
        context.Response.Headers.ContentRange = new ByteRange(download.Status, 0, 0).ContentRange(length);
    }

    /// <summary>Reads until there are enough bytes to judge them, or until the end.</summary>
    private static async ValueTask<int> FillAsync(Read source, Memory<byte> target, CancellationToken cancel)
    {
        var filled = 0;
        while (filled < MediaBytes.Enough && await source(target[filled..], cancel) is > 0 and var read) filled += read;
        return filled;
    }

    private async Task CopyAsync(Read source, IMemoryOwner<byte>? first, int read, ReplyPart part, CancellationTokenSource idle)
    {
        var target = context.Response.BodyWriter;
        var (steady, rest) = (0L, 0);
        var (before, left) = (part.Skip, part.Range.Length ?? long.MaxValue);
        for (; left > 0; first = null)
        {
            using var scratch = first ?? (steady < FastAfter ? MemoryPool<byte>.Shared.Rent(Small) : null);
            // The rest of a large piece is filled before a new one is requested.
            var piece = scratch?.Memory ?? target.GetMemory(rest >= Small ? rest : Large);
            if (first is null) read = await source(piece, idle.Token);
            if (read == 0 && left == part.Range.Length && part.Video.Length is null)
            {
                Refuse(part.Skip - before);
                return;
            }

            if (read == 0 && part.Range.Length is not null) throw new InvalidDataException("The video is shorter than its reported length.");
            if (read == 0) return;
            var wanted = (int)Math.Min(Trim(piece[..read], ref before), left);
            idle.CancelAfter(idleTimeout);
            if (wanted == 0) continue;
            if (scratch is null) target.Advance(wanted);
            else target.Write(piece.Span[..wanted]);
            rest = scratch is null ? piece.Length - wanted : 0;
            // The buffer is returned before the flush, because a slow client may delay the flush.
            scratch?.Dispose();
            left -= wanted;
            var flushed = time.GetTimestamp();
            await target.FlushAsync(idle.Token);
            steady = time.GetElapsedTime(flushed) > Slow ? 0 : steady + wanted;
            idle.CancelAfter(idleTimeout);
        }
    }

    /// <summary>Drops the bytes before the requested range, moves the rest to the front and returns its length.</summary>
    private static int Trim(Memory<byte> piece, ref long before)
    {
        if (before == 0) return piece.Length;
        var skipped = (int)Math.Min(before, piece.Length);
        before -= skipped;
        piece[skipped..].CopyTo(piece);
        return piece.Length - skipped;
    }

    private delegate ValueTask<int> Read(Memory<byte> target, CancellationToken cancel);

    private delegate MediaVerdict Judge(ReadOnlySpan<byte> head);
}
