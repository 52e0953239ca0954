using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>One of the two wire formats of MiniMax.</summary>
internal interface IMiniMaxVersion
{
    IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering);

    ProviderCall Submit(ProviderJob job);

    SubmitReport ReadSubmit(ProviderReply reply);

    ProviderCall Poll(ProviderJob job);

    JobReport ReadPoll(ProviderJob job, ProviderReply reply);
}
