using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>Reads <c>prices</c>. Every offered resolution needs a price, because a job without one would be free.</summary>
internal sealed class PriceReader(FileFaults faults)
{
    public IReadOnlyDictionary<string, PriceConfig> Read(NodeReader model, Offering offering)
    {
        var prices = new Dictionary<string, PriceConfig>(StringComparer.OrdinalIgnoreCase);
        if (model.Find("prices") is null) faults.Add(model.Node, "lacks 'prices'");
        if (model.Find("prices", JsonValueKind.Object, "an object") is not { } node) return prices;

        var offered = offering.Sizes.Select(FrameSizes.ResolutionOf).Where(r => r.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        // A price for whole clips may apply to every size.
        if (node.Members.ContainsKey("perVideo"))
            return ReadPrice(node, offering) is { } all ? offered.ToDictionary(resolution => resolution, _ => all, StringComparer.OrdinalIgnoreCase) : prices;

        foreach (var (resolution, value) in node.Members)
        {
            if (!offered.Contains(resolution, StringComparer.OrdinalIgnoreCase))
                faults.Add(value, $"prices a resolution that no size has. The sizes are {string.Join(", ", offered)}");
            if (ReadPrice(value, offering) is { } price) prices[resolution] = price;
        }

        foreach (var missing in offered.Where(r => !node.Members.Keys.Contains(r, StringComparer.OrdinalIgnoreCase)))
            faults.Add(node, $"has no price for {missing}");
        return prices;
    }

    private PriceConfig? ReadPrice(LocatedNode node, Offering offering)
    {
        if (node.Kind != JsonValueKind.Object)
            return NodeReader.Money(node, faults) is { } amount ? new(amount, amount, null) : null;

        var reader = new NodeReader(node, faults, "audio", "silent", "perVideo");
        if (reader.Find("perVideo") is not null) return ReadPerVideo(reader, offering);
        var price = new PriceConfig(reader.Money("audio"), reader.Money("silent"), null);
        var (needsAudio, needsSilent) = (offering.Audio != AudioSupport.Never, offering.Audio != AudioSupport.Always);
        if ((needsAudio && price.Audio is null) || (needsSilent && price.Silent is null))
            faults.Add(node, $"must price {(needsAudio && needsSilent ? "'audio' and 'silent'" : needsAudio ? "'audio'" : "'silent'")}, as audio is {offering.Audio.ToString().ToLowerInvariant()}");
        return price;
    }

    private PriceConfig ReadPerVideo(NodeReader price, Offering offering)
    {
        if (price.Find("audio") is not null || price.Find("silent") is not null) faults.Add(price.Node, "has both 'perVideo' and prices per second. Keep one of them");
        if (offering.Remakes.Count > 0) faults.Add(price.Node, "prices whole videos, but remakes can have any length. Use prices per second, or remove 'remakes'");
        var clips = price.Find("perVideo", JsonValueKind.Object, "an object of prices by seconds");
        return new(null, null, clips is null ? [] : ReadClips(clips, offering));
    }

    private Dictionary<int, decimal> ReadClips(LocatedNode node, Offering offering)
    {
        var clips = new Dictionary<int, decimal>();
        foreach (var (key, value) in node.Members)
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) faults.Add(value, "must be named by its length in seconds");
            else if (!offering.Seconds.Contains(seconds)) faults.Add(value, $"prices a length that is not offered. Offered seconds are {string.Join(", ", offering.Seconds)}");
            else if (NodeReader.Money(value, faults) is { } amount) clips[seconds] = amount;
        }

        foreach (var seconds in offering.Seconds.Where(s => !node.Members.ContainsKey(s.ToString(CultureInfo.InvariantCulture)))) faults.Add(node, $"has no price for {seconds} seconds");
        return clips;
    }
}
