using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.Providers.Declarative;

/// <summary>Whether every placeholder of a template names something that its operation can read, where it can be read.</summary>
internal sealed class PlaceholderCheck(Faults faults, string operation)
{
    private readonly bool _submit = operation == Operation.Submit;

    public void Run(JsonNode? node, bool inItem = false)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, member) in members) Run(member, inItem);
                break;
            case JsonArray items:
                foreach (var item in items) Run(item, inItem: true);
                break;
            case JsonValue when node.GetValueKind() == JsonValueKind.String:
                Check(node, inItem);
                break;
        }
    }

    private void Check(JsonNode node, bool inItem)
    {
        if (Template.Parse(node.GetValue<string>()) is not { } template)
        {
            faults.Add(node, "holds braces that are no placeholder; write {{name}}, {{name?}}, {{name|text}} or {{name|value=word|…}}");
            return;
        }

        foreach (var placeholder in template.Placeholders)
        {
            if (!Known(placeholder)) faults.Add(node, $"{{{{{placeholder.Name}}}}} is not known in {operation}; known are {string.Join(", ", All())}");
            else if (Variables.Lists.Contains(placeholder.Subject) && !inItem) faults.Add(node, $"{{{{{placeholder.Name}}}}} is a list; write it into an item of a list, which is then repeated");
        }
    }

    private bool Known(Placeholder placeholder)
    {
        var (name, subject) = (placeholder.Name, placeholder.Subject);
        if (Variables.Plain(_submit).Contains(name)) return true;
        var member = name[Math.Min(subject.Length + 1, name.Length)..];
        if (!_submit) return subject == Variables.Note && member.Length > 0;
        if (subject == Variables.Options) return member.Length > 0;
        return Media().Contains(subject) && (name == subject || Variables.Forms.Contains(member));
    }

    private IEnumerable<string> All() =>
        [.. Variables.Plain(_submit), .. _submit ? [.. Media(), $"{Variables.Options}.NAME"] : new[] { $"{Variables.Note}.NAME" }];

    private static IEnumerable<string> Media() => Variables.Frames.Concat(Variables.Lists);
}
