using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>Checks the names, types and values of the fields of a create.</summary>
internal static class OpenAiRules
{
    private static readonly string[] Names = ["prompt", "model", "seconds", "size", "input_reference", "characters"];
    private static readonly string[] Seconds = ["4", "8", "12", "16", "20"];
    private static readonly string[] Small = ["720x1280", "1280x720"];

    private static readonly Dictionary<string, string[]> Sizes = new()
    {
        ["sora-2"] = Small,
        ["sora-2-pro"] = [.. Small, "1024x1792", "1792x1024", "1080x1920", "1920x1080"],
    };

    public static OpenAiIntake Read(JsonObject fields) =>
        All(fields).FirstOrDefault(fault => fault is not null) is { } fault ? fault : OpenAiOrder.From(fields);

    public static OpenAiFault? Prompt(JsonObject fields) =>
        !fields.ContainsKey("prompt") ? OpenAiFault.Invalid("prompt", "Missing required parameter: 'prompt'.", "missing_required_parameter")
        : !fields["prompt"].IsText() ? WrongType("prompt")
        : fields["prompt"].Text()!.Length == 0 ? OpenAiFault.Invalid("prompt", "Invalid 'prompt': empty string.", "empty_string")
        : null;

    public static OpenAiFault? Unknown(JsonObject fields, params string[] known) =>
        fields.Select(field => field.Key).FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? OpenAiFault.Invalid(unknown, $"Unknown parameter: '{unknown}'.", "unknown_parameter")
            : null;

    public static OpenAiFault? Choice(JsonObject fields, string name, string[] values) =>
        !fields.ContainsKey(name) ? null
        : fields[name].Text() is not { } text ? WrongType(name)
        : values.Contains(text) ? null
        : OpenAiFault.Invalid(name, $"Invalid value: '{text}'. Supported values are: {string.Join(", ", values.Select(value => $"'{value}'"))}.");

    public static OpenAiFault? Length(JsonObject fields) => Choice(fields, "seconds", Seconds);

    private static IEnumerable<OpenAiFault?> All(JsonObject fields)
    {
        yield return Unknown(fields, Names);
        yield return Prompt(fields);
        var model = fields.ContainsKey("model") ? fields["model"].Text() : "sora-2";
        yield return model is null ? WrongType("model") : null;
        var sizes = Sizes.GetValueOrDefault(model ?? "");
        yield return sizes is null
            ? OpenAiFault.Invalid("model", $"The model '{model}' does not exist or you do not have access to it.", "model_not_found")
            : null;
        yield return Length(fields);
        yield return Choice(fields, "size", sizes ?? Small);
        yield return OpenAiReference.Check(fields);
        yield return fields.ContainsKey("characters") && fields["characters"] is not JsonArray { Count: <= 2 } ? WrongType("characters") : null;
    }

    private static OpenAiFault WrongType(string name) => OpenAiFault.Invalid(name, $"Invalid type for '{name}'.", "invalid_type");
}
