using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>With a <c>cancel</c> among its operations.</summary>
internal sealed class CancelingProvider(Operations operations) : DeclarativeProvider(operations), ICancelJobs
{
    private readonly IReadOnlyList<Operation> _cancel = operations.Cancel;

    public ProviderCall? Cancel(ProviderJob job, ReportedState state) => Operations.Later(_cancel, job).LaterCall(job);

    public bool ReadCancel(ProviderJob job, ProviderReply reply) =>
        Operations.Later(_cancel, job).Reply?.Find(reply) is { } state ? state.Is == "canceled" : reply.IsSuccess;
}
