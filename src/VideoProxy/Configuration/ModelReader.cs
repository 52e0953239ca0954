using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>Reads one entry of <c>models</c>.</summary>
internal sealed class ModelReader(FileFaults faults)
{
    private static readonly string[] Keys =
    [
        "id", "name", "aliases", "upstream", "created", "sizes", "resolutions", "ratios", "seconds", "defaultSeconds", "audio", "seed", "negativePrompt",
        "promptMax", "inputs", "remakes", "passthrough", "prices", "perImage", "deadline", "retired", "note",
    ];

    public ModelConfig? Read(LocatedNode node, string providerId)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            faults.Add(node, "must be an object");
            return null;
        }

        var reader = new NodeReader(node, faults, Keys);
        var offering = ReadOffering(reader, providerId);
        return new ModelConfig
        {
            Offering = offering,
            Node = node,
            Name = reader.Text("name") ?? offering.Model,
            Aliases = ReadAliases(reader),
            Created = reader.Date("created"),
            Prices = new PriceReader(faults).Read(reader, offering),
            PerImage = reader.Money("perImage"),
            Deadline = reader.Duration("deadline"),
            Retired = ReadRetired(reader),
            Note = reader.Text("note"),
        };
    }

    private Offering ReadOffering(NodeReader reader, string providerId)
    {
        var seconds = ReadSeconds(reader);
        var fallback = reader.Whole("defaultSeconds", 1, 3600) ?? seconds.FirstOrDefault();
        if (seconds.Count > 0 && !seconds.Contains(fallback))
            faults.Add(reader.Find("defaultSeconds") ?? reader.Node, $"defaultSeconds {fallback} is not among seconds ({string.Join(", ", seconds)})");
        return new Offering
        {
            ProviderId = providerId,
            Model = reader.RequiredText("id"),
            Upstream = reader.RequiredText("upstream"),
            Sizes = new SizesReader(faults).Read(reader),
            Seconds = seconds,
            DefaultSeconds = fallback,
            Audio = ReadAudio(reader),
            Seed = reader.Flag("seed"),
            NegativePrompt = reader.Flag("negativePrompt"),
            PromptMax = reader.Whole("promptMax", 1, 1_000_000),
            Inputs = ReadInputs(reader),
            Remakes = ReadRemakes(reader),
            Passthrough = new PassthroughReader(faults).Read(reader),
        };
    }

    private string[] ReadAliases(NodeReader reader)
    {
        var aliases = reader.TextItems("aliases");
        foreach (var empty in aliases.Where(a => string.IsNullOrWhiteSpace(a.Text))) faults.Add(empty, "must not be empty");
        return [.. aliases.Select(a => a.Text)];
    }

    private List<int> ReadSeconds(NodeReader reader)
    {
        if (reader.Find("seconds") is not { } node)
        {
            faults.Add(reader.Node, "lacks 'seconds'");
            return [];
        }

        if (node.Kind == JsonValueKind.Object)
        {
            var range = new NodeReader(node, faults, "min", "max");
            if (range.Whole("min", 1, 3600) is { } min && range.Whole("max", 1, 3600) is { } max && min <= max) return [.. Enumerable.Range(min, max - min + 1)];
            faults.Add(node, "needs 'min' and 'max' with min not above max");
            return [];
        }

        var seconds = node.Items.Select(i => i.Kind == JsonValueKind.Number && int.TryParse(i.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0).ToList();
        if (node.Kind == JsonValueKind.Array && seconds.Count > 0 && seconds.All(s => s is >= 1 and <= 3600)) return [.. seconds.Order()];
        faults.Add(node, "must be a list of whole seconds or {\"min\", \"max\"}");
        return [];
    }

    private AudioSupport ReadAudio(NodeReader reader)
    {
        var word = reader.RequiredText("audio");
        if (word is "optional" or "always" or "never") return Enum.Parse<AudioSupport>(word, ignoreCase: true);
        if (word.Length > 0) faults.Add(reader.Find("audio")!, $"must be optional, always or never, not '{word}'");
        return AudioSupport.Optional;
    }

    private OfferingInputs ReadInputs(NodeReader reader)
    {
        if (reader.Find("inputs", JsonValueKind.Object, "an object") is not { } node) return new OfferingInputs();
        var inputs = new NodeReader(node, faults, "firstFrame", "lastFrame", "referenceImages", "referenceVideos", "referenceAudios", "lastFrameAlone");
        return new(
            inputs.Flag("firstFrame"),
            inputs.Flag("lastFrame"),
            inputs.Whole("referenceImages", 0, 100) ?? 0,
            inputs.Whole("referenceVideos", 0, 100) ?? 0,
            inputs.Whole("referenceAudios", 0, 100) ?? 0,
            inputs.Flag("lastFrameAlone"));
    }

    private List<RemakeKind> ReadRemakes(NodeReader reader)
    {
        var items = reader.TextItems("remakes");
        foreach (var wrong in items.Where(item => !RemakeWords.All.Contains(item.Text)))
            faults.Add(wrong, $"must be one of {string.Join(", ", RemakeWords.All)}, not '{wrong.Text}'");
        return [.. Enum.GetValues<RemakeKind>().Where(kind => items.Any(item => item.Text == RemakeWords.Of(kind)))];
    }

    private RetiredConfig? ReadRetired(NodeReader reader)
    {
        if (reader.Find("retired", JsonValueKind.Object, "an object or null") is not { } node) return null;
        var retired = new NodeReader(node, faults, "on", "successor");
        if (retired.Date("on") is { } on) return new(on, retired.Text("successor"));
        if (retired.Find("on") is null) faults.Add(node, "lacks 'on'");
        return null;
    }
}
