using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.MiniMax;

/// <summary>The V2 API, which serves the H3 models. Every GET of a finished task returns a new link.</summary>
internal sealed class H3Api(TaskStarter starter, FileLinks links, Announcements announcements)
{
    private const string Prefix = "4246";
    private const int FactCount = 4;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    private readonly TaskLedger _ledger = new();

    public async Task<IResult> CreateAsync(HttpContext context)
    {
        if (await Json.ReadObjectAsync(context.Request) is not { } body)
        {
            return H3Fault.Invalid("the body is not a JSON object").ToResult(context);
        }

        if (H3Rules.Check(body) is { } fault)
        {
            return H3Fault.Invalid(fault).ToResult(context);
        }

        var script = PromptScript.Read(H3Rules.PromptOf(body));
        if (script.RateLimited)
        {
            return H3Fault.RateLimited.ToResult(context);
        }

        var seconds = body["duration"].Whole()!.Value.ToString(CultureInfo.InvariantCulture);
        var task = starter.Start(Prefix, script, [body["model"].Text()!, body["resolution"].Text()!, seconds, body["ratio"].Text() ?? "adaptive"]);
        _ledger.Add(task);
        announcements.Begin(task, body["callback_url"].Text(), () => new JsonObject { ["task"] = View(task) });
        return Json.Answer(new JsonObject { ["task_id"] = task.Id });
    }

    public IResult Show(HttpContext context) => Find(context.RouteText("id")) is { } task
        ? Json.Answer(new JsonObject { ["task"] = View(task) })
        : H3Fault.NoTask.ToResult(context);

    public IResult List(HttpContext context)
    {
        var query = context.Request.Query;
        var (page, size) = (Number(query["page_num"], 1), Number(query["page_size"], 20));
        if (page < 1 || size is < 1 or > 500)
        {
            return H3Fault.Invalid("page_num or page_size").ToResult(context);
        }

        var found = _ledger.Recent
            .Where(task => Matches(query, "filter.model", task.Facts[0]) && Matches(query, "filter.status", StatusOf(task)) && Matches(query, "filter.task_ids", task.Id))
            .ToList();
        var items = found.Skip((page - 1) * size).Take(size).Select(View);
        return Json.Answer(new JsonObject { ["items"] = new JsonArray([.. items]), ["total"] = found.Count });
    }

    /// <summary>Cancels a queued task, or deletes a finished one.</summary>
    public IResult Delete(HttpContext context)
    {
        if (Find(context.RouteText("id")) is not { } task)
        {
            return H3Fault.NoTask.ToResult(context);
        }

        switch (StatusOf(task))
        {
            case "queued":
                _ledger.Cancel(task.Id, starter.Now);
                return Answer(task, "cancel", "cancelled");
            case "succeeded" or "failed":
                _ledger.Delete(task.Id);
                return Answer(task, "delete", "deleted");
            case var status:
                return H3Fault.Invalid($"a task that is {status} cannot be deleted").ToResult(context);
        }
    }

    private static IResult Answer(SandboxTask task, string action, string status) =>
        Json.Answer(new JsonObject { ["task_id"] = task.Id, ["action"] = action, ["status"] = status });

    private SandboxTask? Find(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && !_ledger.IsDeleted(id)
        && TaskCode.Read(id, Prefix.Length, FactCount) is { } task && starter.Now - task.Created < Kept ? task : null;

    private string StatusOf(SandboxTask task) => _ledger.CanceledAt(task.Id) is not null ? "cancelled" : task.At(starter.Now) switch
    {
        Phase.Queued => "queued",
        Phase.Running => "running",
        _ => task.Outcome == Outcome.Video ? "succeeded" : "failed",
    };

    private JsonObject View(SandboxTask task)
    {
        var status = StatusOf(task);
        var body = new JsonObject
        {
            ["id"] = task.Id,
            ["model"] = task.Facts[0],
            ["status"] = status,
            ["created_at"] = task.Created.ToUnixTimeSeconds(),
            ["updated_at"] = (_ledger.CanceledAt(task.Id) ?? (status == "running" ? task.Started : status == "queued" ? task.Created : task.Finished)).ToUnixTimeSeconds(),
            ["resolution"] = task.Facts[1],
            ["duration"] = int.Parse(task.Facts[2], CultureInfo.InvariantCulture),
            ["ratio"] = task.Facts[3],
            ["task_type"] = "generation",
            ["modality"] = "video",
        };
        if (status == "succeeded")
        {
            body["content"] = new JsonObject { ["url"] = links.Sign($"/minimax/{task.Id}.mp4", starter.Now + LinkLifetime) };
            body["usage"] = new JsonObject();
        }
        else if (status == "failed")
        {
            body["error"] = task.Outcome == Outcome.Filtered
                ? new JsonObject { ["code"] = "1027", ["message"] = "output new_sensitive" }
                : new JsonObject { ["code"] = "1000", ["message"] = "unknown error" };
        }

        return body;
    }

    private static bool Matches(IQueryCollection query, string filter, string value) => !query.TryGetValue(filter, out var wanted) || wanted.Contains(value);

    private static int Number(string? text, int absent) =>
        string.IsNullOrEmpty(text) ? absent : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
