using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Tests.Support;

/// <summary>Arbitrary valid values; a test changes what it is about.</summary>
internal static class Samples
{
    public const string ProviderFile = """
        {
          "id": "ark",
          "plugin": "ByteDance",
          "destinations": { "main": { "address": "https://ark.example.com/api/v3/" } },
          "credentials": { "apiKey": "${ARK_API_KEY}" },
          "models": [
            {
              "id": "seedance", "upstream": "native-1", "sizes": ["1280x720", "1920x1080"], "seconds": [5, 10], "defaultSeconds": 5,
              "audio": "optional", "promptMax": 100,
              "inputs": { "firstFrame": true, "referenceImages": 2 },
              "passthrough": { "watermark": { "type": "boolean" } },
              "prices": { "720p": { "audio": 0.05184, "silent": 0.02592 }, "1080p": 0.3402 }
            }
          ]
        }
        """;

    /// <summary>The receiver of the callback of <see cref="Job"/>.</summary>
    public const string Receiver = "https://client.example.com:443";

    public static Job Job(string id = "video_1", string status = JobStatus.Queued) => new()
    {
        Id = id, Org = "admin", Dialect = "openai", Model = "seedance", Status = status, Prompt = "a boat", Seconds = 5, Size = "1280x720",
        Resolution = "720p", AspectRatio = "16:9", Audio = true, CreatedAt = 1000, DeadlineAt = 10_000_000, LinkBase = "http://gateway",
        AttemptId = "att_" + id, Provider = "ark", Destination = "main",
        CallbackUrl = "https://client.example.com/hook", CallbackSecret = "sealed", CallbackSignature = "raw",
    };

    public static Attempt Attempt(Job job, long number = 1) => new()
    {
        Id = number == 1 ? job.AttemptId : $"{job.AttemptId}_{number}", JobId = job.Id, Number = number, Provider = "ark", Destination = "main",
        Model = "seedance", UpstreamModel = "native-1", PriceMicros = 259_200, CreatedAt = 1000, Node = "node_a",
    };

    public static ProviderConfig Provider(string text = ProviderFile)
    {
        using var folder = new TempFolder();
        folder.Write("providers/sample.json", text);
        var files = CheckedProviderFiles.Read(folder.Path, name => name == "ARK_API_KEY" ? "key" : null);
        files.Faults.ShouldBeEmpty();
        return files.Snapshot!.Providers[0];
    }

    public static LoadedProvider Loaded(string text = ProviderFile) => new(Provider(text), new AgreeableProvider());

    internal class AgreeableProvider : IVideoProvider
    {
        public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) => [];

        public ProviderCall Submit(ProviderJob job) => new("POST", "/tasks");

        public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply) => new SubmitReport.Accepted("task");

        public ProviderCall Poll(ProviderJob job) => new("GET", "/tasks/task");

        public JobReport ReadPoll(ProviderJob job, ProviderReply reply) => new(ReportedState.InProgress);
    }
}
