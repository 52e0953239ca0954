using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.ProviderTests.Support;
using VideoProxy.Testing;

namespace VideoProxy.ProviderTests.Fixtures;

/// <summary>Runs one fixture case and lists what differs from the expected half.</summary>
internal static class FixtureRun
{
    private const string ReplyPrefix = "reply to ";

    public static IReadOnlyList<string> Differences(PluginFolder folder, FixtureCase fixture) =>
        fixture.Given.StartsWith(ReplyPrefix, StringComparison.Ordinal)
            ? CompareJson(fixture, Read(folder, fixture.Given))
            : Perform(folder, CanonicalInput.Read(JsonNode.Parse(fixture.Given)!.AsObject()), fixture);

    private static List<string> Perform(PluginFolder folder, CanonicalInput input, FixtureCase fixture)
    {
        if (input.Operation == "settings")
            return CompareJson(fixture, Settings(folder, input));

        var provider = folder.Provider(input.Settings);
        return input.Operation switch
        {
            "validate" => CompareJson(fixture, ReportText.Of(provider.Validate(input.Request, input.Offering))),
            "media" => CompareJson(fixture, Media(provider)),
            "notification" => CompareJson(fixture, ReportText.Of(((IReceiveNotifications)provider).ReadNotification(input.Body))),
            _ => CompareCall(fixture, Exchange.Call(provider, input, input.Job())),
        };
    }

    private static JsonObject Read(PluginFolder folder, string given)
    {
        var (input, reply) = ReplyText.Parse(given[ReplyPrefix.Length..]);
        return Exchange.Read(folder.Provider(input.Settings), input, input.Job(), reply);
    }

    private static JsonObject Media(IVideoProvider provider) =>
        new(Enum.GetValues<MediaKind>().Select(kind => KeyValuePair.Create<string, JsonNode?>(
            kind.ToString(), ((provider as ITakeMedia)?.FormOf(kind) ?? MediaForm.Either).ToString())));

    private static JsonObject Settings(PluginFolder folder, CanonicalInput input)
    {
        try
        {
            folder.Provider(input.Settings);
            return new JsonObject { ["accepted"] = true };
        }
        catch (ProviderSettingsException refusal)
        {
            // A copied folder is a plugin of another name.
            return new JsonObject { ["refused"] = refusal.Message.Replace(folder.Name, "{plugin}", StringComparison.Ordinal) };
        }
    }

    private static List<string> CompareJson(FixtureCase fixture, JsonNode actual) =>
        [.. JsonDifference.Between(JsonNode.Parse(fixture.Expected), actual)];

    private static List<string> CompareCall(FixtureCase fixture, ProviderCall? actual) =>
        [.. CallText.Parse(fixture.Expected).DifferencesTo(CallText.Of(actual))];
}
