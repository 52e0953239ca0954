using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>A provider whose file has a <c>cancel</c> operation.</summary>
internal sealed class CancelingProvider(Operations operations) : DeclarativeProvider(operations), ICancelJobs
{
    private readonly IReadOnlyList<Operation> _cancel = operations.Cancel;

    public ProviderCall? Cancel(ProviderJob job, ReportedState state) => Operations.ForJob(_cancel, job).CallAfterSubmit(job);

    public bool ReadCancel(ProviderJob job, ProviderReply reply) =>
        Operations.ForJob(_cancel, job).Reply?.Find(reply) is { } state ? state.Is == "canceled" : reply.IsSuccess;
}
