using System.Text;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Sandbox;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Spec;

/// <summary>Requests as the public documents print them; host and key alone are replaced.</summary>
internal static class SpecCalls
{
    // Upgrades of Veo are asked for every half minute.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Pastes lines into a shell that knows the gateway as <c>$BASE</c> and its key as <c>$KEY</c>; what they printed.</summary>
    public static async Task<string> PasteAsync(this SandboxBed bed, string lines, string? folder = null)
    {
        var run = await ProcessRun.RunAsync(
            "env", [$"BASE={bed.Gateway.Url}", "KEY=sk-sandbox", "bash", "-euo", "pipefail", "-c", lines], folder ?? bed.Temp.Path, Patience);
        run.ExitCode.ShouldBe(0, $"{lines}\n{run.Output}\n{run.Errors}");
        return run.Output;
    }

    public static async Task<JsonNode> PasteJsonAsync(this SandboxBed bed, string lines) => JsonNode.Parse(await bed.PasteAsync(lines))!;

    public static async Task<JsonNode> EstimateAsync(this SandboxBed bed, JsonObject body)
    {
        using var response = await bed.PostAsync("/v1/videos/estimate", body.ToJsonString());
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, $"{body.ToJsonString()}\n{text}");
        return JsonNode.Parse(text)!;
    }

    public static Task<HttpResponseMessage> PostAsync(this SandboxBed bed, string path, string json) =>
        bed.Gateway.Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>Creates, polls until it is completed and downloads.</summary>
    public static async Task<JsonNode> MakeAsync(this SandboxBed bed, JsonObject body)
    {
        var id = await bed.Gateway.CreateIdAsync(body);
        var job = await bed.CompletedAsync(id);
        using var content = await bed.Gateway.ContentAsync(id);
        ShouldBeVideo(await content.Content.ReadAsByteArrayAsync());
        return job;
    }

    /// <summary>Polls as a client does, for as long as an upgrade may take.</summary>
    public static async Task<JsonNode> CompletedAsync(this SandboxBed bed, string id)
    {
        var job = await Until.FoundAsync(
            async () => await bed.Gateway.RetrieveAsync(id) is var now && (string?)now["status"] is not ("queued" or "in_progress") ? now : null, $"the end of {id}", Patience);
        ((string?)job["status"]).ShouldBe("completed", job.ToJsonString());
        return job;
    }

    /// <summary>A body in which PNG stands for a small image.</summary>
    public static JsonObject Parse(string json) => JsonNode.Parse(json.Replace("PNG", Images.PngUrl, StringComparison.Ordinal))!.AsObject();

    /// <summary>An MP4 begins with its file type box.</summary>
    public static void ShouldBeVideo(byte[] bytes)
    {
        bytes.Length.ShouldBeGreaterThan(1000);
        Encoding.ASCII.GetString(bytes, 4, 4).ShouldBe("ftyp");
    }
}
