using System.Globalization;
using System.Text.Json;
using VideoProxy.Catalog;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>
/// Serves <c>POST /v1/videos/estimate</c> after the first steps of a create: returns the provider that would be tried first, the
/// native call and the cost. Nothing is stored or sent to the provider.
/// </summary>
internal sealed class EstimateVideo(TimeProvider time)
{
    public Task HandleAsync(HttpContext context)
    {
        var candidate = context.Features.GetRequiredFeature<Choice>().Candidates[0];
        // The plugin's call contains no credentials, because the host adds them only when it sends a call.
        var call = candidate.Provider.Translator.Submit(candidate.ToJob(Ids.Attempt(time.GetUtcNow())));
        var output = candidate.Output;
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("object", "video.estimate");
            json.WriteString("model", candidate.Request.Model);
            json.WriteString("provider", candidate.Provider.Id);
            json.WriteNumber("cost", candidate.Price);
            json.WriteString("seconds", output.Seconds.ToString(CultureInfo.InvariantCulture));
            json.WriteString("size", output.Size);
            json.WriteBoolean("audio", output.Audio);
            json.WriteString("method", call.Method);
            json.WriteString("path", call.Path);
            json.WritePropertyName("parameters");
            CallParameters.Of(call.Content).WriteTo(json);
            json.WriteEndObject();
        });
    }
}
