using System.Globalization;
using System.Text.Json;
using VideoProxy.Accounts;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Serves <c>GET /v1/videos</c>: lists the jobs of the caller's organisation page by page, newest first by default.</summary>
internal sealed class ListVideos(JobStore jobs, OpenAiJobWriter writer)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    // Enough for the members after the list.
    private const int Rest = 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var (page, error) = ReadPage(context);
        // PostgreSQL refuses a NUL in a string. No id contains one, so such a request is answered like an unknown id.
        if (page is not null && page.After?.Contains('\0', StringComparison.Ordinal) != true && await jobs.ListAsync(page, context.RequestAborted) is { } found)
        {
            var view = OpenAiSdk.ViewFor(context.Request);
            await JsonAnswer.WriteAsync(context, json => Write(json, found, page.Limit, job => writer.ToJson(job, view)));
            return;
        }

        await OpenAiErrorWriter.WriteAsync(context, error ?? ApiErrors.InvalidValue("after", "after must be the id of one of your videos. Use the last_id of the previous page."));
    }

    private static (JobPage? Page, ApiError? Error) ReadPage(HttpContext context)
    {
        var query = context.Request.Query;
        var (limit, order, after) = (query["limit"].ToString(), query["order"].ToString(), query["after"].ToString());
        var most = DefaultLimit;
        if (limit.Length > 0 && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) && most is >= 1 and <= MaxLimit))
            return (null, ApiErrors.InvalidValue("limit", $"limit must be a whole number from 1 to {MaxLimit}."));
        if (order is not ("" or "asc" or "desc")) return (null, ApiErrors.InvalidValue("order", "order must be asc or desc."));
        var org = context.Features.GetRequiredFeature<Caller>().Org;
        return (new JobPage(org, most, OldestFirst: order == "asc", after.Length == 0 ? null : after), null);
    }

    /// <summary>Writes the page. It ends early before a job that would make the answer too large, because the client can go on from there.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Job> found, int limit, Func<Job, ReadOnlyMemory<byte>> toJson)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        var count = 0;
        foreach (var job in found.Take(limit))
        {
            var body = toJson(job);
            if (count > 0 && json.BytesCommitted + json.BytesPending + body.Length > JobPage.MaxBytes - Rest) break;
            json.WriteRawValue(body.Span, skipInputValidation: true);
            count++;
        }

        json.WriteEndArray();
        json.WriteString("first_id", count > 0 ? found[0].Id : null);
        json.WriteString("last_id", count > 0 ? found[count - 1].Id : null);
        json.WriteBoolean("has_more", found.Count > count);
        json.WriteEndObject();
    }
}
