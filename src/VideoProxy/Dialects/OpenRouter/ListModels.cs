using VideoProxy.Catalog;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>Serves <c>GET /api/v1/videos/models</c>: lists each model with the combined capabilities of all its providers.</summary>
internal sealed class ListModels(CurrentCatalogue catalogue, TimeProvider time)
{
    public Task HandleAsync(HttpContext context)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var models = catalogue.Value.List(today);
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var entries in models) ModelWriter.Write(json, [.. entries.Select(entry => entry.Model)]);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
