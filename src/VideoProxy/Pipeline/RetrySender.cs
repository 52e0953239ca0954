using System.Net.Sockets;
using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>
/// Sends the submit of a retry. YARP cannot forward such a submit, because no client request belongs to it. Each submit is sent once,
/// over connections with the same short idle timeout that the clusters use.
/// </summary>
internal sealed class RetrySender(MediaStager stager, GatewayOptions options, TimeProvider time) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(ProviderServices.CreateHandler(DestinationHttpClientFactory.SubmitIdle));

    public async Task SendAsync(Submission submission)
    {
        // A submission that was refused before it was sent has no call.
        if (submission.Report is not null) return;
        submission.Report = await stager.StageAsync(submission) is { } fault ? new SubmitReport.Rejected(fault) : await SubmitAsync(submission);
    }

    public void Dispose() => _http.Dispose();

    private async Task<SubmitReport> SubmitAsync(Submission submission)
    {
        using var deadline = new CancellationTokenSource(options.Tracker.SubmitTimeout, time);
        using var message = submission.Call.ToMessage();
        try
        {
            using var response = await _http.SendAsync(message, deadline.Token);
            return await SubmitReply.ReadAsync(submission, response, deadline.Token);
        }
        catch (HttpRequestException failed)
        {
            return SubmitReply.Explain(failed);
        }
        catch (SocketException broken)
        {
            return new SubmitReport.Unknown($"the connection broke ({broken.SocketErrorCode})");
        }
        catch (OperationCanceledException)
        {
            return new SubmitReport.Unknown("no reply arrived (RequestTimedOut)");
        }
    }
}

/// <summary>Finds the offerings that can retry a failed video: they can serve its request and have not been tried for it yet.</summary>
internal sealed class RetryCandidates(JobStore jobs, CurrentCatalogue catalogue, DialectRegistry dialects, DestinationHealth health, TimeProvider time)
{
    /// <summary>Returns the candidates, best first. The list is empty if the request was not stored or the job has used all its attempts.</summary>
    public async Task<IReadOnlyList<Candidate>> FindAsync(Job job, CancellationToken cancel)
    {
        if (await jobs.FindRequestAsync(job.Id, cancel) is not { } request) return [];
        var tried = await jobs.ListAttemptsAsync(job.Id, cancel);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        // The job's audio setting is the default, so that the retry produces the same kind of video as the first attempt.
        var choice = catalogue.Value.Choose(request, job.Audio, today, dialects.ByName(job.Dialect).Adapt);
        var others = choice.Candidates.Where(other => !tried.Any(attempt => attempt.Provider == other.Provider.Id && attempt.Model == other.Offering.Model));
        return [.. CandidateOrder.Sort([.. others], health).Take(Submitter.MaxAttempts - tried.Count)];
    }
}
