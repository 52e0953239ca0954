using VideoProxy.Abstractions;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Pipeline;

/// <summary>Answers a repeated create with the job as it now is, or with the refusal it met.</summary>
internal static class ReplayAnswer
{
    public static Task WriteAsync(HttpContext context, Job made, CreateMark mark)
    {
        if (made.RequestHash != mark.RequestHash) return context.WriteErrorAsync(ApiErrors.KeyReused());
        context.Response.Headers["idempotent-replayed"] = "true";
        context.Features.Set(made);
        if (made.DeletedAt is not null) return context.WriteErrorAsync(ApiErrors.NotFound("Video not found: it was made by this request and has been deleted."));
        if (!made.Hidden) return context.Dialect().AnswerCreateAsync(context, made);
        var fault = new ProviderFault(ErrorCodes.KindOf(made.ErrorCode), made.ErrorMessage ?? "The provider refused this request.");
        return context.WriteErrorAsync(ApiErrors.Refused(fault));
    }
}
