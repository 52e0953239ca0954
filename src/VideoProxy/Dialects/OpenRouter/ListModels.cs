using VideoProxy.Configuration;
using VideoProxy.Providers;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary><c>GET /api/v1/videos/models</c>: every model, with what any of its providers can do.</summary>
internal sealed class ListModels(ProviderRegistry providers, TimeProvider time)
{
    public Task HandleAsync(HttpContext context)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var models = providers.Current.All.SelectMany(provider => provider.Config.Models)
            .Where(model => model.Retired is not { } retired || retired.On > today)
            .GroupBy(model => model.Offering.Model)
            .Select(offerings => offerings.ToList());
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var model in models) ModelWriter.Write(json, model);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
