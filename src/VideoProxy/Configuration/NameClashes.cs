using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>
/// Finds names that are ambiguous across the provider files. Disabled files count too, so that a clash does not first appear when
/// somebody sets a key.
/// </summary>
internal static class NameClashes
{
    public static IEnumerable<ConfigFault> Find(IReadOnlyList<ReadProviderFile> files) => [.. ProviderIds(files), .. Aliases(files)];

    private static IEnumerable<ConfigFault> ProviderIds(IEnumerable<ReadProviderFile> files)
    {
        foreach (var sharing in files.Where(f => f.Id is not null).GroupBy(f => f.Id!.Text))
        {
            var first = Path.GetFileName(sharing.First().Name);
            foreach (var file in sharing.Skip(1))
                yield return new(file.Name, file.Id!.Line, "id", $"'{sharing.Key}' is also the id of {first}. Each file needs its own");
        }
    }

    /// <summary>Several files may offer one model under one alias, but an alias must lead to one model.</summary>
    private static IEnumerable<ConfigFault> Aliases(IReadOnlyList<ReadProviderFile> files)
    {
        var models = files.SelectMany(file => Models(file).Select(model => (File: file, Id: IdOf(model), Node: model))).ToList();
        var ids = models.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, id, node) in models)
        {
            foreach (var alias in (node.Members.GetValueOrDefault("aliases")?.Items ?? []).Where(a => a.Text.Length > 0 && a.Text != id))
            {
                if (ids.Contains(alias.Text))
                    yield return new(file.Name, alias.Line, alias.Path, $"'{alias.Text}' is the id of another model, which is looked up first. Remove it");
                else if (!owners.TryAdd(alias.Text, id) && owners[alias.Text] != id)
                    yield return new(file.Name, alias.Line, alias.Path, $"'{alias.Text}' is also an alias of {owners[alias.Text]}. Keep one of them");
            }
        }
    }

    private static List<LocatedNode> Models(ReadProviderFile file) => file.Root?.Members.GetValueOrDefault("models")?.Items ?? [];

    private static string IdOf(LocatedNode model) => model.Members.GetValueOrDefault("id")?.Text ?? "";
}
