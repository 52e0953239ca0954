using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox.Gemini;

/// <summary>A simulator of the Interactions API and of downloads from the Files API. A download redirects to an object store.</summary>
internal sealed class GeminiSimulator(TaskStarter starter, FileLinks links, Announcer announcer) : ISimulator
{
    private const string Base = "/gemini/v1beta";
    private const string Interactions = Base + "/interactions";
    private const string Key = "gemini-sandbox-key";
    private const string Download = ":download";
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(5);
    private static readonly GoogleFault WrongKey = GoogleFault.Invalid("API key not valid. Please pass a valid API key.");

    private readonly GeminiInteractions _interactions = new(starter);
    private Uri? _files;

    public IEnumerable<KeyValuePair<string, string>> Environment(Uri api)
    {
        _files = new Uri(api, Base + "/files/");
        return [new("GEMINI_BASE_URL", new Uri(api, Base).AbsoluteUri), new("GEMINI_API_KEY", Key)];
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.On(HttpMethods.Post, Interactions, CreateAsync);
        routes.On(HttpMethods.Get, Interactions + "/{id}", Guarded(Found((_, interaction) => Json.Answer(interaction.ToJson(_files!)))));
        routes.On(HttpMethods.Post, Interactions + "/{id}/cancel", Guarded(Found(Cancel)));
        routes.On(HttpMethods.Delete, Interactions + "/{id}", Guarded(Found(Delete)));
        routes.On(HttpMethods.Get, Base + "/files/{file}", Guarded(File));
        routes.On(HttpMethods.Get, Base + "/models", Guarded(_ => Json.Answer(new JsonObject { ["models"] = new JsonArray() })));
        routes.Otherwise("/gemini", GoogleFault.NoPath.ToResult);
    }

    private static Func<HttpContext, IResult> Guarded(Func<HttpContext, IResult> handle) =>
        context => HasKey(context) ? handle(context) : WrongKey.ToResult(context);

    private static bool HasKey(HttpContext context) => context.Request.Headers["x-goog-api-key"] == Key;

    private Func<HttpContext, IResult> Found(Func<HttpContext, GeminiInteraction, IResult> handle) => context =>
        _interactions.Find(context.RouteText("id")) is { } interaction ? handle(context, interaction) : GeminiFault.Answer("Invalid interaction name.");

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        if (!HasKey(context))
        {
            return WrongKey.ToResult(context);
        }

        if (await Json.ReadObjectAsync(context.Request) is not { } body)
        {
            return GeminiFault.Answer("The body is not a JSON object.");
        }

        if (GeminiRules.Check(body).FirstOrDefault() is { } wrong)
        {
            return GeminiFault.Answer(wrong);
        }

        var script = PromptScript.Read(GeminiRules.Prompt(body));
        if (script.RateLimited)
        {
            return GoogleFault.RateLimited.ToResult(context);
        }

        var interaction = _interactions.Add(body["model"].Text()!, script);
        announcer.At(interaction.Finished, GeminiRules.Webhook(body), () => Announcement(interaction.Id));
        return Json.Answer(interaction.ToJson(_files!));
    }

    // A notification holds only the id, so the receiver must read the result with a GET.
    private JsonObject Announcement(string id) => new()
    {
        ["type"] = _interactions.Find(id)?.Status == "failed" ? "interaction.failed" : "interaction.completed",
        ["version"] = "v1",
        ["timestamp"] = starter.Now,
        ["data"] = new JsonObject { ["id"] = id },
    };

    private IResult Cancel(HttpContext context, GeminiInteraction interaction)
    {
        _interactions.Cancel(interaction);
        return Json.Answer(_interactions.Find(interaction.Id)!.ToJson(_files!));
    }

    private IResult Delete(HttpContext context, GeminiInteraction interaction)
    {
        _interactions.Delete(interaction.Id);
        return Json.Answer(new JsonObject());
    }

    private IResult File(HttpContext context)
    {
        var file = context.RouteText("file");
        var id = file.EndsWith(Download, StringComparison.Ordinal) ? file[..^Download.Length] : "";
        return context.Request.Query["alt"] == "media" && _interactions.Find(id) is { Status: "completed" }
            ? Results.Redirect(links.Sign($"/gemini/{id}.mp4", starter.Now + LinkLifetime))
            : GoogleFault.NotFound($"File {file}").ToResult(context);
    }
}
