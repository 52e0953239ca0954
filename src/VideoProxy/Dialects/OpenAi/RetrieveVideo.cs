using System.Globalization;
using Microsoft.Extensions.Primitives;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Serves <c>GET /v1/videos/{id}</c> from the database, without a call to the provider. With <c>?wait=N</c> it waits up to N seconds for a change.</summary>
internal sealed class RetrieveVideo(CallerJobs callers, JobWatch watch, OpenAiJobWriter writer, GatewayOptions options)
{
    private const int MaxWait = 60;

    public async Task HandleAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } job) return;
        var wait = context.Request.Query["wait"].ToString();
        var view = OpenAiSdk.ViewFor(context.Request);
        if (wait.Length == 0) await WriteAsync(context, job, view);
        else if (int.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MaxWait)
            await WriteAsync(context, await watch.NextAsync(job, TimeSpan.FromSeconds(seconds), context.RequestAborted), view);
        else await OpenAiErrorWriter.WriteAsync(context, ApiErrors.InvalidValue("wait", $"wait must be a whole number of seconds from 0 to {MaxWait}."));
    }

    public Task<Job?> FindAsync(HttpContext context) => callers.FindAsync(context);

    /// <summary>Writes the answer to a create. With <c>Prefer: wait=N</c> it first waits until the job has ended, at most N seconds.</summary>
    public async Task WriteCreatedAsync(HttpContext context, Job job)
    {
        var wait = CreateWait.Read(context.Request.Headers["Prefer"], MaxWait);
        if (wait > 0)
        {
            context.Features.Get<ReleaseCreate>()?.Invoke();
            context.Response.Headers["Preference-Applied"] = string.Create(CultureInfo.InvariantCulture, $"wait={wait}");
            job = await watch.EndAsync(job, TimeSpan.FromSeconds(wait), context.RequestAborted);
        }

        await WriteAsync(context, job, OpenAiSdk.ViewFor(context.Request));
    }

    public Task WriteAsync(HttpContext context, Job job, JobView view)
    {
        if (!job.IsTerminal)
            context.Response.Headers["openai-poll-after-ms"] = options.Tracker.MinInterval.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
        return JsonAnswer.WriteAsync(context, writer.ToJson(job, view));
    }
}

/// <summary>Parses <c>Prefer: wait=N</c> (RFC 7240). A preference is optional for the server, so an invalid one is ignored.</summary>
internal static class CreateWait
{
    /// <summary>Returns the seconds to wait, capped at <paramref name="most"/>, or 0 if the header has no valid preference.</summary>
    public static int Read(StringValues prefer, int most)
    {
        foreach (var preference in prefer.ToString().Split(',', ';'))
        {
            var sign = preference.IndexOf('=', StringComparison.Ordinal);
            if (sign < 0 || !preference.AsSpan(0, sign).Trim().Equals("wait", StringComparison.OrdinalIgnoreCase)) continue;
            var value = preference.AsSpan(sign + 1).Trim().Trim('"');
            return uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? (int)Math.Min(seconds, (uint)most) : 0;
        }

        return 0;
    }
}
