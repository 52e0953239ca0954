using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>A request feature: the attempt that is on the wire. The transforms read the call from it and leave the report in it.</summary>
internal sealed class Submission(Candidate candidate, Attempt attempt, ProviderJob job, Access access)
{
    private NativeRequest? _call;

    public Candidate Candidate { get; } = candidate;
    public Attempt Attempt { get; } = attempt;
    public ProviderJob Job { get; private set; } = job;

    /// <summary>The credentials that the call carries.</summary>
    public Access Access { get; } = access;
    public NativeRequest Call => _call ?? throw new InvalidOperationException("The submission has not been translated yet.");

    /// <summary>Null while no reply has been read.</summary>
    public SubmitReport? Report { get; set; }

    /// <summary>Asks the plugin for the native call of the job, which has all its media in the form that the provider takes.</summary>
    public async Task TranslateAsync(ProviderJob job)
    {
        Job = job;
        var translator = Candidate.Provider.Translator;
        var call = job.Request.Source is null ? translator.Submit(job) : ((IRemakeVideos)translator).Remake(job);
        _call = await NativeRequest.BuildAsync(translator, Access.Destination, call)
            ?? throw new InvalidOperationException($"Provider '{Attempt.Provider}' submits to an address that destination '{Attempt.Destination}' does not have.");
    }
}
