using System.Text.Json;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>Checks the body of a create before any field is read.</summary>
internal static class BodyChecks
{
    /// <param name="body">The JSON body, or the JSON object that a form was converted to.</param>
    /// <param name="known">The fields that the dialect defines.</param>
    public static ApiError? Run(JsonElement body, IReadOnlySet<string> known)
    {
        if (body.ValueKind != JsonValueKind.Object) return ApiErrors.InvalidValue(null, "The body must be a JSON object.");
        var unknown = body.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name)).Take(10).ToList();
        return unknown.Count > 0
            ? ApiErrors.UnknownField(Shorten(unknown[0]), $"The request has unknown fields: {string.Join(", ", unknown.Select(name => FieldNames.Describe(name, known)))}. Remove them or correct their names.")
            : StorableText.Check(body);
    }

    /// <summary>Shortens a client's text so that it can be quoted in an error message.</summary>
    public static string Shorten(string name) => name.Length <= 64 ? name : name[..64] + "…";
}
