using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>A request feature: the attempt that is on the wire. The transforms read the call from it and leave the report in it.</summary>
internal sealed class Submission(Candidate candidate, Attempt attempt, ProviderJob job)
{
    private NativeRequest? _call;

    public Candidate Candidate { get; } = candidate;
    public Attempt Attempt { get; } = attempt;
    public ProviderJob Job { get; private set; } = job;
    public NativeRequest Call => _call ?? throw new InvalidOperationException("The submission has not been translated yet.");

    /// <summary>Null while no reply has been read.</summary>
    public SubmitReport? Report { get; set; }

    /// <summary>Asks the plugin for the native call of the job, which has all its media in the form that the provider takes.</summary>
    public async Task TranslateAsync(ProviderJob job)
    {
        Job = job;
        var translator = Candidate.Provider.Translator;
        _call = await NativeRequest.BuildAsync(translator, Candidate.Destination, translator.Submit(job))
            ?? throw new InvalidOperationException($"Provider '{Attempt.Provider}' submits to an address that destination '{Attempt.Destination}' does not have.");
    }
}
