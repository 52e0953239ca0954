using Microsoft.AspNetCore.Http;

namespace VideoProxy.Sandbox.Http;

internal static class Bearer
{
    public static bool Carries(HttpRequest request, string key) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && header.AsSpan(7).Trim().SequenceEqual(key);
}
