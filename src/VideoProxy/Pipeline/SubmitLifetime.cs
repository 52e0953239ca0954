using Microsoft.AspNetCore.Http.Features;

namespace VideoProxy.Pipeline;

/// <summary>
/// A submit is not tied to its client: a hang-up must not abort a call that is being paid for. While this feature stands in
/// for the server's own, <see cref="HttpContext.RequestAborted"/> is the submit's deadline and nothing else.
/// </summary>
internal sealed class SubmitLifetime : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly HttpContext _context;
    private readonly IHttpRequestLifetimeFeature _original;
    private readonly CancellationTokenSource _deadline;

    public SubmitLifetime(HttpContext context, TimeSpan timeout, TimeProvider time)
    {
        _context = context;
        _original = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _deadline = new CancellationTokenSource(timeout, time);
        RequestAborted = _deadline.Token;
        context.Features.Set<IHttpRequestLifetimeFeature>(this);
    }

    public CancellationToken RequestAborted { get; set; }

    public void Abort() => _original.Abort();

    public void Dispose()
    {
        _context.Features.Set(_original);
        _deadline.Dispose();
    }
}
