using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Configuration;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Writes a model with the offerings of all its providers, with the names that the provider files use.</summary>
internal static class ModelWriter
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<CatalogueEntry> offerings)
    {
        var first = offerings[0];
        var created = offerings.Min(entry => entry.Model.Created);
        json.WriteStartObject();
        json.WriteString("id", first.Model.Offering.Model);
        json.WriteString("object", "model");
        json.WriteNumber("created", created is { } day ? new DateTimeOffset(day, default, default).ToUnixTimeSeconds() : 0);
        json.WriteString("owned_by", first.Provider.Id);
        json.WriteString("name", first.Model.Name);
        json.WriteStartArray("providers");
        foreach (var entry in offerings) WriteProvider(json, entry);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProvider(Utf8JsonWriter json, CatalogueEntry entry)
    {
        var offering = entry.Model.Offering;
        json.WriteStartObject();
        json.WriteString("id", entry.Provider.Id);
        json.WriteStartArray("sizes");
        foreach (var size in offering.Sizes) json.WriteStringValue(size);
        json.WriteEndArray();
        json.WriteStartArray("seconds");
        foreach (var seconds in offering.Seconds) json.WriteNumberValue(seconds);
        json.WriteEndArray();
        json.WriteString("audio", offering.Audio.ToString().ToLowerInvariant());
        WriteInputs(json, offering.Inputs);
        if (offering.Remakes.Count > 0)
        {
            json.WriteStartArray("remakes");
            foreach (var kind in offering.Remakes) json.WriteStringValue(RemakeWords.Of(kind));
            json.WriteEndArray();
        }

        json.WriteStartObject("prices");
        foreach (var (resolution, price) in entry.Model.Prices) WritePrice(json, resolution, price);
        json.WriteEndObject();
        if (entry.Model.PerImage is { } perImage) json.WriteNumber("perImage", perImage);
        json.WriteStartObject("passthrough");
        foreach (var (name, rule) in offering.Passthrough)
        {
            json.WritePropertyName(name);
            rule.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInputs(Utf8JsonWriter json, OfferingInputs inputs)
    {
        json.WriteStartObject("inputs");
        json.WriteBoolean("firstFrame", inputs.FirstFrame);
        json.WriteBoolean("lastFrame", inputs.LastFrame);
        json.WriteNumber("referenceImages", inputs.ReferenceImages);
        json.WriteNumber("referenceVideos", inputs.ReferenceVideos);
        json.WriteNumber("referenceAudios", inputs.ReferenceAudios);
        json.WriteEndObject();
    }

    private static void WritePrice(Utf8JsonWriter json, string resolution, PriceConfig price)
    {
        json.WriteStartObject(resolution);
        if (price.Audio is { } audio) json.WriteNumber("audio", audio);
        if (price.Silent is { } silent) json.WriteNumber("silent", silent);
        if (price.PerVideo is { } clips)
        {
            json.WriteStartObject("perVideo");
            foreach (var (seconds, amount) in clips) json.WriteNumber(seconds.ToString(CultureInfo.InvariantCulture), amount);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
