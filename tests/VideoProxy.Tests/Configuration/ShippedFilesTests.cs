using System.Text.Json.Nodes;
using Json.Schema;
using VideoProxy.Configuration;

namespace VideoProxy.Tests.Configuration;

public sealed class ShippedFilesTests
{
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");

    [Fact]
    public void Shipped_provider_files_have_no_fault() =>
        ProviderFilesReader.Read(Config, name => name.EndsWith("KEY", StringComparison.Ordinal) ? "key" : null).Faults.ShouldBeEmpty();

    [Fact]
    public void Shipped_files_fit_the_schemas_for_editors()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Config, "providers"), "*.json")) Fits("provider.schema.json", file);
        Fits("gateway.schema.json", Path.Combine(Config, "gateway.json"));
    }

    private static void Fits(string schema, string file)
    {
        var rules = JsonSchema.FromText(File.ReadAllText(Path.Combine(Config, schema)), new BuildOptions { SchemaRegistry = new SchemaRegistry() });
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(file));
        rules.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List }).IsValid.ShouldBeTrue(file);
    }
}
