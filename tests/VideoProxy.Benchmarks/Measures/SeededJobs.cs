namespace VideoProxy.Benchmarks.Measures;

/// <summary>A set of unfinished jobs of one provider.</summary>
/// <param name="Provider">The provider's id.</param>
/// <param name="Count">The number of jobs.</param>
/// <param name="Interval">The time over which the first polls are spread.</param>
/// <param name="FinishEvery">The step between finishing jobs: every n-th job finishes during the run.</param>
/// <param name="FirstFinish">The time at which the first finishing job finishes.</param>
/// <param name="Span">The time from the first finish to the last.</param>
internal sealed record SeededJobs(string Provider, int Count, TimeSpan Interval, int FinishEvery, DateTimeOffset FirstFinish, TimeSpan Span)
{
    public int Finishing => Count / FinishEvery;
}
