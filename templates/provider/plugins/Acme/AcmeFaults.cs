using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Acme;

/// <summary>
/// Reads native errors as faults. The kind of a fault decides what the host does: try another provider, raise an alarm, or return
/// an error to the client.
/// </summary>
internal static class AcmeFaults
{
    public static ProviderFault OfRefusal(ProviderReply reply) =>
        Read(reply, reply.RefusalKind, $"The provider refused the film with HTTP {reply.Status}.");

    public static ProviderFault OfFailedFilm(ProviderReply reply) =>
        Read(reply, FaultKind.Internal, "The provider gave no reason.");

    public static ProviderFault OfMissingFilm(ProviderReply reply) =>
        Read(reply, FaultKind.NotFound, "The provider no longer knows the film.") with { Kind = FaultKind.NotFound };

    // CHANGE the names of the code and the text. Remove ids and keys from the text, because clients see it.
    private static ProviderFault Read(ProviderReply reply, FaultKind otherwise, string withoutText)
    {
        var code = reply.FindString("problem");
        return new ProviderFault(KindOf(code) ?? otherwise, reply.FindString("text") ?? withoutText)
        {
            NativeCode = code,
            RetryAfter = reply.RetryAfter,
        };
    }

    // CHANGE the codes. If a code is not listed, the HTTP status decides the kind of a refusal, and a failed film is an internal
    // fault.
    private static FaultKind? KindOf(string? code) => code switch
    {
        "BAD_INPUT" => FaultKind.InvalidRequest,
        "UNSAFE" => FaultKind.ContentPolicy,
        "NO_KEY" => FaultKind.Authentication,
        "BUSY" => FaultKind.RateLimited,
        _ => null,
    };
}
