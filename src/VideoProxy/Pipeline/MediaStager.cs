using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>
/// Uploads inputs that the client sent as bytes to a provider that accepts only links. The upload runs after the commit and before
/// the submit, so a failed upload means that nothing was submitted.
/// </summary>
internal sealed class MediaStager(ProviderClient client)
{
    public static bool IsNeeded(Submission submission) => Inputs(submission).Any();

    /// <summary>Uploads the inputs and translates the call with their links. Returns the fault, or null if the submission is ready to be sent.</summary>
    public async Task<ProviderFault?> StageAsync(Submission submission)
    {
        var inputs = Inputs(submission).Distinct().ToList();
        if (inputs.Count == 0) return null;
        // The client's token is not used, because a submit continues without its client. Each call has its own timeout.
        var reports = await Task.WhenAll(inputs.Select(input => UploadAsync(submission, input)));
        if (reports.OfType<StageReport.Refused>().FirstOrDefault() is { } refused) return refused.Fault;

        var links = inputs.Zip(reports.Cast<StageReport.Staged>()).ToDictionary(pair => pair.First, pair => MediaInput.FromUrl(pair.Second.Url));
        await submission.TranslateAsync(submission.Job with { Request = RequestMedia.Replace(submission.Job.Request, links) });
        return null;
    }

    private static IEnumerable<MediaInput> Inputs(Submission submission) =>
        submission.Candidate.Provider.Translator is IStageMedia and ITakeMedia media
            ? submission.Job.Request.AllMedia().Where(item => item.Input.Url is null && media.FormOf(item.Kind) == MediaForm.Url).Select(item => item.Input)
            : [];

    private async Task<StageReport> UploadAsync(Submission submission, MediaInput input)
    {
        var (provider, destination) = (submission.Candidate.Provider, submission.Candidate.Destination);
        var stage = (IStageMedia)provider.Translator;
        var answer = await client.SendAsync(provider, destination, stage.Stage(submission.Job, input), CancellationToken.None);
        return answer.Reply switch
        {
            null => Failed(answer.Failure!),
            { Status: >= 500 } broken => Failed($"HTTP {broken.Status}"),
            var reply => provider.Text.Of(stage.ReadStaged(submission.Job, reply)),
        };
    }

    private static StageReport.Refused Failed(string why) =>
        new(new ProviderFault(FaultKind.Unavailable, $"An input could not be uploaded to the provider: {why}. Nothing was submitted."));
}
