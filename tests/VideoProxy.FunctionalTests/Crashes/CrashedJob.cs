namespace VideoProxy.FunctionalTests.Crashes;

internal sealed record CrashedJob(string Id, string Prompt, string Status, string? ErrorCode, string? UpstreamId)
{
    public bool IsCompleted => Status == "completed";

    public bool IsUnknown => (Status, ErrorCode) == ("failed", "submission_unknown");
}
