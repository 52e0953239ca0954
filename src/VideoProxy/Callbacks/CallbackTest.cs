using System.Globalization;
using System.Text;
using VideoProxy.Configuration;

namespace VideoProxy.Callbacks;

/// <summary>Sends an event that belongs to no job, so that a receiver can be tried before a video depends on it.</summary>
internal sealed class CallbackTest(DeliveryClient client, SigningSecrets secrets, CallbacksOptions options, TimeProvider time)
{
    public const string Type = "callback.test";

    /// <summary>Returns the account's own endpoint, or null if it has none.</summary>
    public CallbackEndpoint? Default => options.Default.Url is { } url ? new(url.AbsoluteUri, CallbackSigner.Account, secrets.OfAccount) : null;

    /// <summary>Sends one event. It is neither stored nor sent again.</summary>
    public async Task<TestDelivery> SendAsync(CallbackEndpoint endpoint, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var id = "test_" + Guid.CreateVersion7(now).ToString("N");
        var callback = new CallbackRow
        {
            Id = "cb_" + id,
            EventId = "evt_" + id,
            JobId = id,
            Type = Type,
            Url = endpoint.Url,
            Receiver = ReceiverLanes.ReceiverOf(endpoint.Url),
            Secret = "",
            Signature = endpoint.Signature,
            NextAt = now.ToUnixTimeMilliseconds(),
            CreatedAt = now.ToUnixTimeMilliseconds(),
        };
        var body = string.Create(CultureInfo.InvariantCulture, $$$"""{"object":"event","id":"{{{callback.EventId}}}","type":"{{{Type}}}","created_at":{{{now.ToUnixTimeSeconds()}}},"data":{}}""");
        var result = await client.SendAsync(callback, endpoint.Secrets, Encoding.UTF8.GetBytes(body), cancel);
        return new(callback.EventId, result, time.GetUtcNow() - now);
    }
}

/// <summary>Where a test event goes, and how it is signed.</summary>
internal sealed record CallbackEndpoint(string Url, string Signature, IReadOnlyList<string> Secrets);

/// <summary>What became of a test event.</summary>
internal sealed record TestDelivery(string EventId, DeliveryResult Result, TimeSpan Duration);
