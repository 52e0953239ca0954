using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>Step 3 of a create: what <see cref="ReadCreateStep"/> found wrong with its fields is answered, unless it was a replay.</summary>
internal sealed class FieldsStep(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<ApiError>() is { } wrong ? context.WriteErrorAsync(wrong) : next(context);
}
