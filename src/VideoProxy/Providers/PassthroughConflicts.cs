using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Hosting;

namespace VideoProxy.Providers;

/// <summary>
/// Finds <c>passthrough</c> names that the plugin writes itself. Only the plugin knows what it writes and where its options go, so
/// it translates sample jobs with and without each option. If an option adds no member although a member of that name exists, the
/// plugin dropped the option or replaced its own value.
/// </summary>
internal static class PassthroughConflicts
{
    public static IEnumerable<ConfigFault> Find(ProviderConfig provider, IVideoProvider translator) =>
        from model in provider.Models
        let samples = SampleRequests.Of(model.Offering, provider.Destinations[0], translator).ToList()
        from rule in model.Offering.Passthrough
        where samples.Any(sample => IsOwn(translator, sample, rule.Key, rule.Value))
        select provider.FaultAt(
            model.Node.Members["passthrough"].Members[rule.Key],
            $"'{rule.Key}' is written by plugin '{provider.Plugin}' itself, so a client cannot send it. Remove it");

    private static bool IsOwn(IVideoProvider translator, ProviderJob sample, string name, JsonObject rule) =>
        CallMembers.Of(translator, sample) is { } without
        && CallMembers.Of(translator, SampleRequests.WithOption(sample, name, rule)) is { } with
        && with.IsSubsetOf(without)
        && without.Any(member => member.EndsWith($"/{name}", StringComparison.Ordinal));
}
