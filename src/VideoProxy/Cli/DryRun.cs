using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Errors;
using VideoProxy.Hosting;
using VideoProxy.Jobs;
using VideoProxy.Network;
using VideoProxy.Providers;
using VideoProxy.Storage;

namespace VideoProxy.Cli;

/// <summary><c>check --dry-run</c>: shows the native call that the create in a file becomes. It runs the steps of a create and sends nothing.</summary>
internal sealed class DryRun(GatewayOptions options, IReadOnlyList<LoadedProvider> providers, IReadOnlyList<DisabledProvider> off, TimeProvider time)
{
    public async Task<int> RunAsync(string file, string? provider, CallPrinter printer, CancellationToken cancel)
    {
        var (request, error) = await ReadAsync(file, cancel);
        var choice = request is null ? Choice.Refused(error!) : Choose(request, provider);
        if (choice.Error is { } refusal)
        {
            printer.WriteRefusal(refusal, off);
            return ExitCodes.BadUsage;
        }

        var best = CandidateOrder.Sort(choice.Candidates, new DestinationHealth(time))[0];
        var (ready, notes) = DryMedia.Prepare(best);
        try
        {
            printer.WriteCall(ready, await ShownCall.OfAsync(ready.Provider, ToJob(ready)), notes);
            return ExitCodes.Done;
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            // Plugin code may throw anything. A create would answer this with 500.
            printer.WriteRefusal(ApiErrors.InvalidValue(null, $"Plugin '{ready.Provider.Config.Plugin}' could not translate the request: {thrown.Message}"), []);
            return ExitCodes.Failed;
        }
    }

    private async Task<(CreateRequest? Request, ApiError? Error)> ReadAsync(string file, CancellationToken cancel)
    {
        byte[] json = [];
        try
        {
            json = await File.ReadAllBytesAsync(file, cancel);
            using var document = JsonDocument.Parse(JsonBody.WithoutMark(json), JsonText.Strict);
            return new OpenAiCreateReader(new NetworkRules(options.Network)).Read(new CreateBody(document.RootElement));
        }
        catch (JsonException malformed)
        {
            return (null, JsonProblem.InBody(malformed, json));
        }
        catch (InvalidOperationException)
        {
            return (null, ApiErrors.InvalidUnicode());
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, ApiErrors.InvalidValue(null, $"'{file}' cannot be read: {unreadable.Message}"));
        }
    }

    private Choice Choose(CreateRequest request, string? provider)
    {
        var catalogue = new Catalogue(providers, off);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var video = request.Video;
        if (provider is not null)
        {
            // As if the client had pinned the provider. An alias may be defined in another provider's file.
            var (live, error) = catalogue.FindLive(video.Model, today);
            if (error is not null) return Choice.Refused(error);
            video = video with { Model = $"{provider}/{live[0].Model.Offering.Model}" };
        }

        return catalogue.Choose(video, request.DefaultAudio, today, names: request.Names);
    }

    private ProviderJob ToJob(Candidate candidate)
    {
        var attempt = Ids.Attempt(time.GetUtcNow());
        // Uses a throw-away secret, because a reader of a real address could send notifications.
        var notifications = new NotifyTokens(new GatewaySecret("dry run"), options);
        return candidate.ToJob(attempt) with
        {
            NotifyUrl = candidate.Provider.Translator is IReceiveNotifications ? notifications.UrlFor(candidate.Provider.Id, attempt) : null,
        };
    }
}
