using VideoProxy.Catalog;
using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenAi;

/// <summary><c>GET /v1/models</c> and <c>/v1/models/{id}</c>: what can be asked for, and who serves it how.</summary>
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

    /// <summary>By id, alias or provider/model, as in a create.</summary>
    public Task FindAsync(HttpContext context)
    {
        // SDKs escape the slash in an id, and the server leaves that one escape as it is.
        var name = ((string?)context.Request.RouteValues["id"] ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var (live, error) = catalogue.Value.FindLive(name, Today());
        if (error is null) return JsonAnswer.WriteAsync(context, json => ModelWriter.Write(json, live));
        return OpenAiErrorWriter.WriteAsync(context, error.Status == StatusCodes.Status410Gone ? error : ApiErrors.NotFound(error.Message));
    }

    /// <summary>There is nothing else here, but the filter may ask for it.</summary>
    private static bool WantsVideo(HttpRequest request) =>
        request.Query["output_modalities"].ToString() is not { Length: > 0 } modalities
        || modalities.Split(',', StringSplitOptions.TrimEntries).Contains("video", StringComparer.OrdinalIgnoreCase);

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
