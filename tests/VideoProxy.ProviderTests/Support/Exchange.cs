using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.ProviderTests.Support;

/// <summary>The calls that a provider makes and the replies that it reads, by the names that fixtures and mappings use.</summary>
internal static class Exchange
{
    public static readonly string[] Operations = ["submit", "remake", "poll", "cancel", "find", "stage", "token", "probe"];

    /// <summary>The native call with its credentials, or null where the provider makes none.</summary>
    public static ProviderCall? Call(IVideoProvider provider, CanonicalInput input, ProviderJob job)
    {
        // A token request holds its credentials by itself.
        if (input.Operation == "token") return ((IRequestTokens)provider).RequestToken(job.Destination, DateTimeOffset.UnixEpoch);
        var call = input.Operation switch
        {
            "submit" => provider.Submit(job),
            "remake" => ((IRemakeVideos)provider).Remake(job),
            "poll" => provider.Poll(job),
            "cancel" => ((ICancelJobs)provider).Cancel(job, input.State),
            "find" => ((IFindJobs)provider).Find(job, input.Window),
            "stage" => ((IStageMedia)provider).Stage(job, input.Input!),
            "probe" => ((IProbe)provider).Probe(job.Destination),
            _ => throw Unknown(input),
        };
        return call is not null && provider is IAuthorizeCalls authorizer ? authorizer.Authorize(call, job.Destination) : call;
    }

    public static JsonObject Read(IVideoProvider provider, CanonicalInput input, ProviderJob job, ProviderReply reply) => input.Operation switch
    {
        "submit" or "remake" => ReportText.Of(provider.ReadSubmit(job, reply)),
        "poll" => ReportText.Of(provider.ReadPoll(job, reply)),
        "cancel" => ReportText.OfCancel(((ICancelJobs)provider).ReadCancel(job, reply)),
        "token" => ReportText.Of(((IRequestTokens)provider).ReadToken(reply)),
        "find" => ReportText.Of(((IFindJobs)provider).ReadFind(job, input.Window, reply)),
        "stage" => ReportText.Of(((IStageMedia)provider).ReadStaged(job, reply)),
        "probe" => ReportText.OfProbe(((IProbe)provider).ReadProbe(reply)),
        _ => throw Unknown(input),
    };

    private static FormatException Unknown(CanonicalInput input) => new($"Unknown operation '{input.Operation}'.");
}
