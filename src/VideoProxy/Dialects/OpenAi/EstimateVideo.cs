using System.Globalization;
using System.Text.Json;
using VideoProxy.Catalog;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>
/// <c>POST /v1/videos/estimate</c>, after the steps that a create begins with: who would be asked for it first, how, and for how
/// much. Nothing is stored or sent.
/// </summary>
internal sealed class EstimateVideo(TimeProvider time)
{
    public Task HandleAsync(HttpContext context)
    {
        var candidate = context.Features.GetRequiredFeature<Choice>().Candidates[0];
        // As the plugin states it, so without credentials: those are added when a call is sent.
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
