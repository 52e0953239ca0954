using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>
/// Requests and applies access tokens. A token comes from <c>accessToken</c>, from the key file of a service account
/// (<c>serviceAccount</c>) or, if neither is configured, from the Google Cloud machine that the gateway runs on.
/// </summary>
internal static class GoogleVertexTokens
{
    private const string MetadataAddress = "metadata";
    private const string MetadataPath = "/computeMetadata/v1/instance/service-accounts/default/token";

    public static ProviderCall? Request(ProviderDestination destination, DateTimeOffset now)
    {
        if (Credential(destination, "accessToken") is not null) return null;
        if (Credential(destination, "serviceAccount") is { } key) return ServiceAccount.Read(key).RequestToken(now);
        return new ProviderCall("GET", MetadataPath) { Address = MetadataAddress }.WithHeader("Metadata-Flavor", "Google");
    }

    public static ProviderToken? Read(ProviderReply reply) =>
        reply.IsSuccess && reply.FindString("access_token") is { } token && reply.FindNumber("expires_in") is >= 1 and <= 86_400 and var seconds
            ? new ProviderToken(token, TimeSpan.FromSeconds(seconds))
            : null;

    public static ProviderCall Authorize(ProviderCall call, ProviderDestination destination)
    {
        if (Credential(destination, IRequestTokens.TokenName) is { } token) return call.WithHeader("Authorization", $"Bearer {token}");
        if (Credential(destination, "accessToken") is not { } given) return call;
        // The token may belong to a user account. Google refuses its calls unless they name a project to bill.
        return call.WithHeader("Authorization", $"Bearer {given}").WithHeader("x-goog-user-project", GoogleVertexSettings.Of(destination).Project);
    }

    private static string? Credential(ProviderDestination destination, string name) =>
        destination.Credentials.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
