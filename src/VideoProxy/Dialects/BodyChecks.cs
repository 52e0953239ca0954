using System.Text.Json;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>What must be true of every create before its members are read.</summary>
internal static class BodyChecks
{
    /// <param name="body">The body, or what a form was made into.</param>
    /// <param name="known">The members that the dialect has.</param>
    public static ApiError? Run(JsonElement body, IReadOnlySet<string> known)
    {
        if (body.ValueKind != JsonValueKind.Object) return ApiErrors.InvalidValue(null, "The body must be a JSON object.");
        var unknown = body.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name)).Take(10).Select(Shorten).ToList();
        return unknown.Count > 0
            ? ApiErrors.UnknownField(unknown[0], $"Unknown fields: {string.Join(", ", unknown)}.")
            : StorableText.Check(body);
    }

    /// <summary>A name as it may stand in an error message.</summary>
    public static string Shorten(string name) => name.Length <= 64 ? name : name[..64] + "…";
}
