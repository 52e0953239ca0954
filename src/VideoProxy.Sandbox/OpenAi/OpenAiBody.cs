using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>Reads a JSON or multipart body into the same fields.</summary>
internal static class OpenAiBody
{
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return await Json.ReadObjectAsync(request);
        }

        try
        {
            return Fields(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static JsonObject Fields(IFormCollection form)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in form)
        {
            Place(fields, name, value.ToString());
        }

        foreach (var file in form.Files)
        {
            fields[file.Name] = OpenAiReference.File(file.ContentType);
        }

        return fields;
    }

    /// <summary>Adds a form field. SDKs write a member of an object as <c>video[id]</c>, which becomes a nested object.</summary>
    private static void Place(JsonObject fields, string name, string value)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0 || !name.EndsWith(']'))
        {
            fields[name] = value;
            return;
        }

        if (fields[name[..open]] is not JsonObject inner) fields[name[..open]] = inner = [];
        inner[name[(open + 1)..^1]] = value;
    }
}
