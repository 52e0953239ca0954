using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>A request feature with the attempt that is being submitted. The transforms read the native call from it and store the report in it.</summary>
internal sealed class Submission(Candidate candidate, Attempt attempt, ProviderJob job, Access access)
{
    private NativeRequest? _call;

    public Candidate Candidate { get; } = candidate;
    public Attempt Attempt { get; } = attempt;
    public ProviderJob Job { get; private set; } = job;

    /// <summary>The credentials that are added to the call.</summary>
    public Access Access { get; } = access;
    public NativeRequest Call => _call ?? throw new InvalidOperationException("The submission has not been translated yet.");

    /// <summary>The outcome of the submit. Null until it is known.</summary>
    public SubmitReport? Report { get; set; }

    /// <summary>The provider's words in a reply that leaves the outcome unknown.</summary>
    public ReplyWords? Words { get; set; }

    /// <summary>Lets the plugin translate the job into the native call. All media of the job must already be in the form that the provider accepts.</summary>
    public async Task TranslateAsync(ProviderJob job)
    {
        Job = job;
        var translator = Candidate.Provider.Translator;
        var call = job.Request.Source is null ? translator.Submit(job) : ((IRemakeVideos)translator).Remake(job);
        _call = await NativeRequest.BuildAsync(translator, Access.Destination, call)
            ?? throw new InvalidOperationException($"The plugin of provider '{Attempt.Provider}' submits to an address that destination '{Attempt.Destination}' does not define.");
    }
}
