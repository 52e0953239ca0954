using VideoProxy.Catalog;
using VideoProxy.Dialects;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>Step 4 of a create: the offerings that can serve it, or for each provider why it cannot.</summary>
internal sealed class ChooseOfferingStep(RequestDelegate next, ProviderRegistry providers, DestinationHealth health, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<CreateRequest>();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var choice = providers.Current.Catalogue.Choose(request.Video, request.DefaultAudio, today, request.Fit);
        if (choice.Error is { } error) return context.WriteErrorAsync(error);
        context.Features.Set(choice with { Candidates = CandidateOrder.Sort(choice.Candidates, health) });
        return next(context);
    }
}
