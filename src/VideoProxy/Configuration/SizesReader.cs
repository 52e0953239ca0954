using System.Text.Json;
using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>Reads the <c>sizes</c> of a model, or combines its <c>resolutions</c> and <c>ratios</c>.</summary>
internal sealed class SizesReader(FileFaults faults)
{
    public IReadOnlyList<string> Read(NodeReader model)
    {
        CheckForm(model);
        var sizes = model.TextItems("sizes");
        foreach (var bad in sizes.Where(s => !FrameSizes.TryParse(s.Text, out _, out _))) faults.Add(bad, $"'{bad.Text}' is not a size. Write WIDTHxHEIGHT, each from {FrameSizes.Shortest} to {FrameSizes.Longest}");
        if (sizes.Count > 0) return [.. sizes.Select(s => s.Text)];
        var ratios = model.TextItems("ratios");
        return [.. model.TextItems("resolutions").SelectMany(resolution => Expand(resolution, ratios))];
    }

    private void CheckForm(NodeReader model)
    {
        var (sizes, resolutions, ratios) = (model.Find("sizes"), model.Find("resolutions"), model.Find("ratios"));
        var one = sizes is not null ? resolutions is null && ratios is null : resolutions is not null && ratios is not null;
        if (!one) faults.Add(model.Node, "needs either 'sizes' or both 'resolutions' and 'ratios'");
        foreach (var list in new[] { sizes, resolutions, ratios })
        {
            if (list is { Kind: JsonValueKind.Array, Items.Count: 0 }) faults.Add(list, "must hold at least one");
        }
    }

    private IEnumerable<string> Expand(LocatedNode resolution, IEnumerable<LocatedNode> ratios)
    {
        if (!FrameSizes.Resolutions.Contains(resolution.Text, StringComparer.OrdinalIgnoreCase))
        {
            faults.Add(resolution, $"'{resolution.Text}' is not a known resolution. Known are {string.Join(", ", FrameSizes.Resolutions)}");
            yield break;
        }

        foreach (var ratio in ratios)
        {
            if (FrameSizes.SizeOf(resolution.Text, ratio.Text) is { } size) yield return size;
            else faults.Add(ratio, $"no size is known for {resolution.Text} {ratio.Text}. List 'sizes' instead");
        }
    }
}
