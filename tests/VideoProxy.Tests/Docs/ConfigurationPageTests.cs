using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Configuration;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Docs;

/// <summary>Compares docs/configuration.md with the options and the shipped files, so that neither changes alone.</summary>
public sealed partial class ConfigurationPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));
    private static readonly string Config = Path.Combine(Repository.Root, "config");

    [Fact]
    public void Page_lists_every_option_with_its_default()
    {
        var listed = OptionRow().Matches(Page).Select(row => $"{row.Groups["key"].Value} = {row.Groups["default"].Value.Trim('`')}");

        listed.ShouldBe(Options(new GatewayOptions(), "").Select(option => $"{option.Key} = {option.Default}"), ignoreOrder: true);
    }

    [Fact]
    public void Schema_lists_every_option()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Config, "gateway.schema.json")))!["properties"]!["VideoProxy"]!;

        Leaves(schema, "").ShouldBe(Options(new GatewayOptions(), "").Select(option => option.Key), ignoreOrder: true);
    }

    [Fact]
    public void Page_lists_every_variable_of_the_provider_files()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Config, "providers"), "*.json").SelectMany(file => Reference().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value);
        var table = Page[Page.IndexOf("## Provider variables", StringComparison.Ordinal)..];

        Variable().Matches(table).Select(match => match.Groups["name"].Value).Distinct().ShouldBe(named.Distinct(), ignoreOrder: true);
    }

    private static IEnumerable<(string Key, string Default)> Options(object options, string prefix)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(options);
            if (value?.GetType() is { IsEnum: false } type && type.Namespace == typeof(GatewayOptions).Namespace)
            {
                foreach (var inner in Options(value, $"{prefix}{property.Name}:")) yield return inner;
            }
            else
            {
                yield return (prefix + property.Name, value switch { null => "not set", IReadOnlyList<string> { Count: 0 } => "none", bool flag => flag ? "true" : "false", _ => value.ToString()! });
            }
        }
    }

    private static IEnumerable<string> Leaves(JsonNode schema, string prefix) => schema["properties"]!.AsObject().SelectMany(member =>
        member.Value!["properties"] is null ? [prefix + member.Key] : Leaves(member.Value, $"{prefix}{member.Key}:"));

    [GeneratedRegex(@"^\| `(?<key>[A-Z]\w+(:[A-Z]\w+)+|PublicUrl)` \| (?<default>[^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"`(?<name>[A-Z]+_[A-Z_]+)`")]
    private static partial Regex Variable();
}
