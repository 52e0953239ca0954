using System.Globalization;
using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Ark;

/// <summary>The part of a request that the task echoes or bills.</summary>
internal sealed record ArkOrder(
    string Model, string Resolution, string Ratio, int Seconds, int InputSeconds, bool Audio, long Seed, bool LastFrame, bool Draft, string Tier, int ExpiresAfter)
{
    public const int FactCount = 11;

    // The sandbox does not know the length of a reference video, so the sandbox bills every reference video as 5 seconds.
    private const int AssumedVideoSeconds = 5;

    public int Tokens
    {
        get
        {
            var (width, height) = ArkPixels.Of(Resolution, Ratio);
            return (int)((long)width * height * (Seconds + InputSeconds) * 24 / 1024);
        }
    }

    public string[] Facts =>
    [
        Model, Resolution, Ratio, Write(Seconds), Write(InputSeconds), Audio ? "1" : "", Write(Seed), LastFrame ? "1" : "", Draft ? "1" : "", Tier, Write(ExpiresAfter),
    ];

    /// <summary>Reads a body that has passed the checks.</summary>
    public static ArkOrder From(JsonObject body, ArkContent content)
    {
        var draft = body["draft"].Flag() ?? false;
        var ratio = body["ratio"].Text() ?? "adaptive";
        var seconds = (int)(body["duration"].Whole() ?? 5);
        return new ArkOrder(
            body["model"].Text()!,
            body["resolution"].Text() ?? (draft ? "480p" : "720p"),
            ratio == "adaptive" ? "16:9" : ratio,
            seconds == -1 ? 5 : seconds,
            content.Videos * AssumedVideoSeconds,
            body["generate_audio"].Flag() ?? true,
            body["seed"].Whole() ?? -1,
            body["return_last_frame"].Flag() ?? false,
            draft,
            body["service_tier"].Text() ?? "default",
            (int)(body["execution_expires_after"].Whole() ?? 172800));
    }

    public static ArkOrder From(IReadOnlyList<string> facts) => new(
        facts[0], facts[1], facts[2], (int)Read(facts[3]), (int)Read(facts[4]), facts[5] == "1", Read(facts[6]), facts[7] == "1", facts[8] == "1", facts[9], (int)Read(facts[10]));

    private static string Write(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Read(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
