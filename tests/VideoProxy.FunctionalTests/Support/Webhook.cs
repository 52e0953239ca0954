using System.Security.Cryptography;
using System.Text;

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
