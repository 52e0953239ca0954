using VideoProxy.Catalog;
using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Serves <c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>: the models and the capabilities of their offerings.</summary>
internal sealed class ListModels(CurrentCatalogue catalogue, TimeProvider time)
{
    public Task ListAsync(HttpContext context) => JsonAnswer.WriteAsync(context, json =>
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in WantsVideo(context.Request) ? catalogue.Value.List(Today()) : []) ModelWriter.Write(json, model);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Looks the model up by id, alias or provider/model, as a create does.</summary>
    public Task FindAsync(HttpContext context)
    {
        // SDKs escape the slash in an id. The server decodes every escape except this one.
        var name = ((string?)context.Request.RouteValues["id"] ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var (live, error) = catalogue.Value.FindLive(name, Today());
        if (error is null) return JsonAnswer.WriteAsync(context, json => ModelWriter.Write(json, live));
        return OpenAiErrorWriter.WriteAsync(context, error.Status == StatusCodes.Status410Gone ? error : ApiErrors.NotFound(error.Message));
    }

    /// <summary>Returns whether the client's filter includes video. All models here are video models.</summary>
    private static bool WantsVideo(HttpRequest request) =>
        request.Query["output_modalities"].ToString() is not { Length: > 0 } modalities
        || modalities.Split(',', StringSplitOptions.TrimEntries).Contains("video", StringComparer.OrdinalIgnoreCase);

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
