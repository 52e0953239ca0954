using VideoProxy.Accounts;
using VideoProxy.Dialects.OpenAi;

namespace VideoProxy.Pipeline;

/// <summary>Maps <c>POST /v1/videos/estimate</c>, which runs the steps of a create up to the commit and then answers with the estimate.</summary>
internal static class EstimateEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var steps = routes.CreateApplicationBuilder();
        steps.UseMiddleware<ReadCreateStep>();
        steps.UseMiddleware<FieldsStep>();
        steps.UseMiddleware<ChooseOfferingStep>();
        steps.UseMiddleware<FetchMediaStep>();
        steps.Run(routes.ServiceProvider.GetRequiredService<EstimateVideo>().HandleAsync);
        routes.MapPost(OpenAiRoutes.Estimate, steps.Build()).WithMetadata(new NeedsKey());
    }
}
