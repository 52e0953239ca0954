using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>Answers a GET of the video collection: one page after a given id, newest first by default.</summary>
internal static class OpenAiList
{
    public static OpenAiFault? Check(IQueryCollection query) =>
        Limit(query) is null ? OpenAiFault.Invalid("limit", "Invalid 'limit': expected an integer from 1 to 100.")
        : query["order"].ToString() is not ("" or "asc" or "desc") ? OpenAiFault.Invalid("order", "Invalid 'order': expected 'asc' or 'desc'.")
        : null;

    public static JsonObject Page(IQueryCollection query, OpenAiVideos videos)
    {
        var ordered = query["order"] == "asc" ? videos.Recent.Reverse() : videos.Recent;
        var after = query["after"].ToString();
        var rest = after.Length == 0 ? ordered.ToList() : [.. ordered.SkipWhile(video => video.Id != after).Skip(1)];
        var page = rest.Take(Limit(query) ?? 0).ToList();
        return new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Select(video => video.ToJson())]),
            ["first_id"] = page.FirstOrDefault()?.Id,
            ["last_id"] = page.LastOrDefault()?.Id,
            ["has_more"] = rest.Count > page.Count,
        };
    }

    private static int? Limit(IQueryCollection query) =>
        !query.TryGetValue("limit", out var text) ? 20
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 100 ? limit : null;
}
