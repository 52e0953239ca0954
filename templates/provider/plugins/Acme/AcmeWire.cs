using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Acme;

/// <summary>Writes jobs and reads values in Acme's JSON.</summary>
internal static class AcmeWire
{
    /// <summary>Returns the body that submits a job.</summary>
    public static JsonObject Film(ProviderJob job)
    {
        // CHANGE the names. Output holds the length, size, resolution, aspect ratio and sound with every default filled in. State
        // whatever the provider would otherwise choose itself, because its own defaults may cost more than the client pays.
        var film = new JsonObject
        {
            ["engine"] = job.Offering.Upstream,
            ["text"] = job.Request.Prompt,
            ["seconds"] = job.Output.Seconds,
            ["shape"] = job.Output.AspectRatio,
        };

        // CHANGE the inputs to those that the provider file allows. ToUrl returns a link or a data URL. If the provider takes only one of
        // the two, implement ITakeMedia.
        if (job.Request.FirstFrame is { } opening) film["opening"] = opening.ToUrl();

        // The host has already checked these options against "passthrough" in the provider file. TryAdd keeps the members above.
        foreach (var (name, value) in job.Request.ProviderOptions) film.TryAdd(name, value?.DeepClone());
        return film;
    }

    /// <summary>Returns the progress from 0 to 100, or null if the reply has none.</summary>
    public static int? Progress(ProviderReply reply) =>
        // CHANGE the scale. This provider counts from 0 to 1.
        reply.FindNumber("done") is { } done ? (int)Math.Round(Math.Clamp(done, 0, 1) * 100) : null;
}
