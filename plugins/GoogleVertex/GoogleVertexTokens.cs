using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>
/// Three kinds of credentials: an access token at hand (<c>accessToken</c>), a service account's key file
/// (<c>serviceAccount</c>), and without both the identity of the machine that we run on.
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
        // It may be a person's, whose calls are refused without a project to be billed.
        return call.WithHeader("Authorization", $"Bearer {given}").WithHeader("x-goog-user-project", GoogleVertexSettings.Of(destination).Project);
    }

    private static string? Credential(ProviderDestination destination, string name) =>
        destination.Credentials.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
