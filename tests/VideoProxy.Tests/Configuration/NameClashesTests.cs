using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Configuration;

public sealed class NameClashesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Id_of_two_files_is_a_fault_also_where_they_are_off() =>
        Faults(File("ark", "a"), File("ark", "b")).ShouldBe(["providers/2.json:2 id: 'ark' is also the id of 1.json. Each file needs its own"]);

    [Fact]
    public void Model_id_twice_in_a_file_is_a_fault()
    {
        var file = File("ark", "a");
        var models = file.IndexOf("[\n", StringComparison.Ordinal) + 1;
        var twins = file.Insert(models, file[models..file.LastIndexOf(']')] + ",");

        Faults(twins).ShouldHaveSingleItem().ShouldEndWith("models[1].id: 'a' is the id of two models in this file. Keep one of them");
    }

    [Fact]
    public void Model_of_two_files_under_one_alias_is_no_fault() =>
        Faults(File("ark", "a", "short"), File("other", "a", "short")).ShouldBeEmpty();

    [Fact]
    public void Alias_that_is_another_models_id_is_a_fault() =>
        Faults(File("ark", "a", "b"), File("other", "b")).ShouldHaveSingleItem()
            .ShouldBe("providers/1.json:8 models[0].aliases[0]: 'b' is the id of another model, which is looked up first. Remove it");

    [Fact]
    public void Alias_of_two_models_is_a_fault() =>
        Faults(File("ark", "a", "short"), File("other", "b", "short")).ShouldHaveSingleItem()
            .ShouldBe("providers/2.json:8 models[0].aliases[0]: 'short' is also an alias of a. Keep one of them");

    private static string File(string id, string model, params string[] aliases) => Samples.ProviderFile
        .Replace("\"id\": \"ark\"", $"\"id\": \"{id}\"")
        .Replace("\"id\": \"seedance\"", $"\"id\": \"{model}\", \"aliases\": [{string.Join(", ", aliases.Select(a => $"\"{a}\""))}]");

    /// <summary>No variable is set, so every file is off.</summary>
    private List<string> Faults(params string[] files)
    {
        for (var i = 0; i < files.Length; i++) _folder.Write($"providers/{i + 1}.json", files[i]);
        return [.. CheckedProviderFiles.Read(_folder.Path, _ => null).Faults.Select(f => f.ToString())];
    }
}
