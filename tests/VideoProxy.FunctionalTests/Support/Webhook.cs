using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>Verifies a callback as the public documentation says, here and in node.</summary>
internal static class Webhook
{
    public static void ShouldBeSigned(this Received callback, string secret)
    {
        var text = $"{callback.Headers["webhook-id"]}.{callback.Headers["webhook-timestamp"]}.{callback.Body}";
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
        callback.Headers["webhook-signature"].ShouldBe("v1," + expected);
    }

    /// <summary>What a published verifier makes of it: the event, or null when it refuses.</summary>
    /// <param name="callback">As it arrived.</param>
    /// <param name="verifier">The openai or standardwebhooks package of npm, or openrouter for OpenRouter's published algorithm.</param>
    /// <param name="secret">The receiver's own copy of the secret.</param>
    public static async Task<JsonNode?> VerifyWithAsync(this Received callback, string verifier, string secret)
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp.Join("body"), callback.Body);
        await File.WriteAllTextAsync(temp.Join("headers"), JsonSerializer.Serialize(callback.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value)));
        // From the repository: packages are found in the folders above the script.
        var script = Path.Combine(Repository.Root, "tests", "VideoProxy.FunctionalTests", "Callbacks", "verify-packages.mjs");
        var run = await ProcessRun.RunAsync("node", [script, verifier, temp.Join("body"), temp.Join("headers"), secret], temp.Path);
        run.ExitCode.ShouldBe(0, run.Errors);
        return run.Output.Trim() == "refused" ? null : JsonNode.Parse(run.Output);
    }

    public static async Task<string> VerifyInNodeAsync(this Received callback, string secret)
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp.Join("body"), callback.Body);
        var script = Path.Combine(AppContext.BaseDirectory, "verify-webhook.mjs");
        var run = await ProcessRun.RunAsync("node",
            [script, temp.Join("body"), callback.Headers["webhook-id"], callback.Headers["webhook-timestamp"], callback.Headers["webhook-signature"], secret], temp.Path);
        run.ExitCode.ShouldBe(0, run.Errors);
        return run.Output.Trim();
    }
}
