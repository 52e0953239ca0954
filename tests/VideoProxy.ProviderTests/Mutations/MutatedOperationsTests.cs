using System.Text.Json.Nodes;
using Shouldly;
using VideoProxy.Abstractions;
using VideoProxy.ProviderTests.Support;
using VideoProxy.Providers.Declarative;
using Xunit;

namespace VideoProxy.ProviderTests.Mutations;

/// <summary>A file that somebody broke is refused where it is broken, or it works; whatever a provider answers to it is read.</summary>
public sealed class MutatedOperationsTests
{
    public const int Mutations = 400;
    public static readonly string[] Shipped = ["fal", "xai", "runway", "replicate", "luma", "alibaba", "kling"];

    public static TheoryData<string> Files() => [.. Shipped];

    [Theory]
    [MemberData(nameof(Files))]
    public void Broken_operations_are_refused_at_their_place_or_serve(string file)
    {
        var shipped = JsonNode.Parse(File.ReadAllText(Repository.PathOf("config", "providers", $"{file}.json")))!["operations"]!;
        for (var seed = 0; seed < Mutations; seed++)
        {
            var operations = new Mutator(seed).Mutate(new JsonObject { ["operations"] = shipped.DeepClone() });
            try
            {
                if (Load(operations) is { } provider) Use(provider, operations, new Random(seed));
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"{file}, seed {seed}: {fault.Message}\n{operations.ToJsonString()}", fault);
            }
        }
    }

    private static IVideoProvider? Load(JsonObject settings)
    {
        try
        {
            return new DeclarativePlugin().Create(new ProviderSettings("mutated", settings));
        }
        catch (ProviderSettingsException refusal)
        {
            var places = Mutator.Inside(settings).Select(node => $"{node.GetPath()[2..].ReplaceLineEndings(" ")}: ").ToHashSet(StringComparer.Ordinal);
            foreach (var line in refusal.Message.Split('\n'))
                (places.Any(place => line.StartsWith(place, StringComparison.Ordinal)) || !settings.ContainsKey("operations")).ShouldBeTrue(line);
            return null;
        }
    }

    private static void Use(IVideoProvider provider, JsonObject settings, Random random)
    {
        var submitted = SampleJobs.All.Where(job => IsSubmitted(provider, job)).ToList();
        var replies = HostileReplies.For(settings, random);
        foreach (var reply in submitted.Count > 0 ? replies : [])
            Read(provider, submitted[random.Next(submitted.Count)] with { Note = SampleJobs.Notes.ElementAt(random.Next(4)), UpstreamId = "task/1" }, reply);

        var probe = (IProbe)provider;
        if (probe.Probe(SampleJobs.All[0].Destination) is null) return;
        foreach (var reply in replies) probe.ReadProbe(reply);
    }

    private static bool IsSubmitted(IVideoProvider provider, ProviderJob job)
    {
        var isGood = SampleJobs.IsTaken(job.Request, (ITakeMedia)provider) && !provider.Validate(job.Request, job.Offering).Any();
        try
        {
            Check(provider, provider.Submit(job), job);
            return true;
        }
        catch (ProviderSettingsException)
        {
            // What the file offers and does not carry: told when it is loaded.
            return false;
        }
        catch (InvalidOperationException) when (!isGood)
        {
            // The host asks Validate first.
            return false;
        }
    }

    private static void Read(IVideoProvider provider, ProviderJob job, ProviderReply reply)
    {
        if (provider.ReadSubmit(job, reply) is SubmitReport.Accepted accepted) job = job with { UpstreamId = accepted.UpstreamId, Note = accepted.Note };
        Check(provider, provider.Poll(job), job);
        var report = provider.ReadPoll(job, reply);
        // Asking again at once is for going on with another question, which can happen once.
        if (report.PollAfter == TimeSpan.Zero) ((string?)job.Note?["$then"], (string?)report.Note?["$then"]).ShouldBe((null, "content"));
        if (provider is not ICancelJobs canceler) return;
        Check(provider, canceler.Cancel(job, ReportedState.Queued)!, job);
        canceler.ReadCancel(job, reply);
    }

    // What the host does with a call: an address it knows makes a URL, headers make lines.
    private static void Check(IVideoProvider provider, ProviderCall call, ProviderJob job)
    {
        call = ((IAuthorizeCalls)provider).Authorize(call, job.Destination);
        if (call.Address != ProviderCall.MainAddress) return;
        if (call.Path.StartsWith('/')) _ = new Uri("https://api.example.com" + call.Path);
        else job.Note.ShouldNotBeNull(call.Path);
        using var message = new HttpRequestMessage(new HttpMethod(call.Method), "https://api.example.com");
        foreach (var (name, value) in call.Headers) message.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        (call.Content as CallContent.Json)?.Value.ToJsonString();
    }
}
