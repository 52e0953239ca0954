using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Files;

namespace VideoProxy.Sandbox.Ark;

/// <summary>Answers a GET of the task collection: one page of the tasks that match the filters, newest first.</summary>
internal static class ArkTaskList
{
    public static JsonObject Page(IQueryCollection query, ArkTasks tasks, FileLinks links)
    {
        var ids = query["filter.task_ids"];
        // An id encodes its task, so a filter by id also finds tasks from before a restart.
        var source = ids.Count > 0 ? ids.Distinct().Select(id => tasks.Find(id ?? "")).OfType<ArkTask>() : tasks.Recent;
        var found = source
            .Where(task => Matches(query, "filter.status", task.Status))
            .Where(task => Matches(query, "filter.model", task.Order.Model))
            .Where(task => Matches(query, "filter.service_tier", task.Order.Tier))
            .ToList();
        var size = Number(query, "page_size", 20);
        var page = found.Skip((Number(query, "page_num", 1) - 1) * size).Take(size);
        return new JsonObject
        {
            ["items"] = new JsonArray([.. page.Select(task => task.ToJson(links))]),
            ["total"] = found.Count,
        };
    }

    public static ArkFault? Check(IQueryCollection query) =>
        query.Keys.FirstOrDefault(name => name.StartsWith("page_", StringComparison.Ordinal) && Number(query, name, 1) is < 1 or > 500) is { } wrong
            ? ArkFault.Invalid(wrong, "it must be 1 to 500")
            : null;

    private static bool Matches(IQueryCollection query, string filter, string value) =>
        !query.TryGetValue(filter, out var wanted) || wanted.Contains(value);

    private static int Number(IQueryCollection query, string name, int absent) =>
        !query.TryGetValue(name, out var text) ? absent
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
