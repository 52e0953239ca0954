namespace VideoProxy.Benchmarks.Measures;

/// <summary>Many unfinished jobs of one provider.</summary>
/// <param name="Provider">Whose jobs they are.</param>
/// <param name="Count">How many.</param>
/// <param name="Interval">Their first polls are spread over this time.</param>
/// <param name="FinishEvery">Each n-th of them finishes during the run.</param>
/// <param name="FirstFinish">When the first of these finishes.</param>
/// <param name="Span">From the first of these to the last.</param>
internal sealed record SeededJobs(string Provider, int Count, TimeSpan Interval, int FinishEvery, DateTimeOffset FirstFinish, TimeSpan Span)
{
    public int Finishing => Count / FinishEvery;
}
