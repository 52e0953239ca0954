using System.Threading.Channels;
using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>Videos that failed while they were made and wait to be made elsewhere; their jobs stay under this node's lease.</summary>
internal sealed class RetryQueue
{
    // A lease does not last for ever: what has no room is polled once more later and comes again.
    private const int Room = 64;
    private readonly Channel<FailedGeneration> _failed = Channel.CreateBounded<FailedGeneration>(Room);

    public bool TryAdd(FailedGeneration failed) => _failed.Writer.TryWrite(failed);

    public IAsyncEnumerable<FailedGeneration> ReadAllAsync(CancellationToken cancel) => _failed.Reader.ReadAllAsync(cancel);
}

/// <summary>A video that its provider took and could not make, and how its job ends if nobody else makes it.</summary>
internal sealed record FailedGeneration(PolledJob Polled, ProviderFault Fault, JobEnding Ending);
