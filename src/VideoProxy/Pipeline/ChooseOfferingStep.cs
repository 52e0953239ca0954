using VideoProxy.Catalog;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>Step 4 of a create: selects the offerings that can serve the request, or answers with the reason for each provider.</summary>
internal sealed class ChooseOfferingStep(RequestDelegate next, CurrentCatalogue catalogue, SourceOffering sources, DestinationHealth health, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var choice = await ChooseAsync(context, context.Features.GetRequiredFeature<CreateRequest>());
        context.Features.Set(choice);
        await (choice.Error is { } error ? context.WriteErrorAsync(error) : next(context));
    }

    private async Task<Choice> ChooseAsync(HttpContext context, CreateRequest request)
    {
        if (request.Source is { } source) return await sources.ChooseAsync(context, request, source);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var choice = catalogue.Value.Choose(request.Video, request.DefaultAudio, today, context.Dialect().Adapt, request.Names);
        return choice with { Candidates = CandidateOrder.Sort(choice.Candidates, health) };
    }
}

/// <summary>Step 3 of a create: answers with the field error that <see cref="ReadCreateStep"/> has found. A replay is answered before this step.</summary>
internal sealed class FieldsStep(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<ApiError>() is { } wrong ? context.WriteErrorAsync(wrong) : next(context);
}
