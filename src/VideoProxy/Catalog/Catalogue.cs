using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Providers;

namespace VideoProxy.Catalog;

/// <summary>Every offering of every enabled provider, found by what clients call it.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, List<CatalogueEntry>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    // By every name, what is in the files of providers that are off.
    private readonly HashSet<string> _disabledNames = new(StringComparer.Ordinal);

    public Catalogue(IReadOnlyList<LoadedProvider> providers, IReadOnlyList<DisabledProvider>? disabled = null)
    {
        foreach (var provider in disabled ?? [])
        {
            foreach (var name in provider.Models.SelectMany(model => model.Aliases.Prepend(model.Offering.Model))) _disabledNames.UnionWith([name, $"{provider.Id}/{name}"]);
        }

        foreach (var provider in providers)
        {
            foreach (var model in provider.Config.Models)
            {
                if (!_byId.TryGetValue(model.Offering.Model, out var offerings)) _byId[model.Offering.Model] = offerings = [];
                offerings.Add(new CatalogueEntry(provider, model));
                foreach (var alias in model.Aliases) _aliases.TryAdd(alias, model.Offering.Model);
            }
        }
    }

    /// <summary>The offerings that can serve the request, in no order; or for each provider why it cannot.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="defaultAudio">What omitted audio means where it can be chosen.</param>
    /// <param name="today">For models that have retired.</param>
    /// <param name="adapt">What the dialect makes of the request for one offering; null: the same for all.</param>
    public Choice Choose(VideoRequest request, bool defaultAudio, DateOnly today, Func<VideoRequest, Offering, VideoRequest>? adapt = null)
    {
        var (live, error) = FindLive(request.Model, today);
        if (error is not null) return Choice.Refused(error);
        var checks = live.Select(o => CapabilityCheck.Run(o.Provider, o.Model, adapt is null ? request : adapt(request, o.Model.Offering), defaultAudio)).ToList();
        var fitting = checks.Where(c => c.Candidate is not null).Select(c => c.Candidate!).ToList();
        return fitting.Count > 0 ? new Choice(fitting, null) { IsPinned = FindUnpinned(request.Model).Count == 0 } : Choice.Refused(Explain(request, checks));
    }

    /// <summary>Every model that is not retired, in the order of the files.</summary>
    public IEnumerable<IReadOnlyList<CatalogueEntry>> List(DateOnly today) =>
        _byId.Values.Select(offerings => Live(offerings, today)).Where(live => live.Count > 0);

    /// <summary>Whoever serves what the client calls by this name, or why nobody does.</summary>
    public (IReadOnlyList<CatalogueEntry> Live, ApiError? Error) FindLive(string name, DateOnly today)
    {
        var offerings = Find(name);
        if (offerings.Count == 0) return ([], UnknownModelError(name, today));
        return Live(offerings, today) is { Count: > 0 } live ? (live, null) : ([], RetiredModelError(name, offerings[0].Model));
    }

    public static ApiError RetiredModelError(string name, ModelConfig model) =>
        ApiErrors.ModelRetired($"The model '{name}' is retired." + (model.Retired?.Successor is { } successor ? $" Use '{successor}' instead." : ""));

    private static List<CatalogueEntry> Live(List<CatalogueEntry> offerings, DateOnly today) =>
        [.. offerings.Where(o => !o.Model.IsRetired(today))];

    /// <summary>Exact id, then alias, then provider/model.</summary>
    private List<CatalogueEntry> Find(string model)
    {
        if (FindUnpinned(model) is { Count: > 0 } unpinned) return unpinned;
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? [] : [.. FindUnpinned(model[(slash + 1)..]).Where(o => o.Provider.Id == model[..slash])];
    }

    private List<CatalogueEntry> FindUnpinned(string model) =>
        _byId.TryGetValue(model, out var exact) ? exact : _aliases.TryGetValue(model, out var id) ? _byId[id] : [];

    private ApiError UnknownModelError(string model, DateOnly today)
    {
        var shown = model.Length > 100 ? model[..100] + "…" : model;
        if (_byId.Count == 0) return ApiErrors.Unsupported("model", $"No configured provider is available for model {shown}: no provider is enabled.");
        if (_disabledNames.Contains(model)) return ApiErrors.Unsupported("model", $"No configured provider is available for model {shown}: those that have it are not enabled.");
        var offered = List(today).Select(live => live[0].Model.Offering.Model).Take(50);
        return ApiErrors.ModelNotFound($"The model '{shown}' is not offered here: offered are {string.Join(", ", offered)}, which may be prefixed by a provider.");
    }

    /// <summary>For each offering what stands against the request.</summary>
    public static ApiError Explain(VideoRequest request, IReadOnlyList<CapabilityResult> checks)
    {
        var reasons = checks.Select(c => $"{c.ProviderId}: {string.Join("; ", c.Problems.Select(p => p.Message.TrimEnd('.')))}.");
        var model = checks.Count == 1 ? $"{checks[0].ProviderId}/{checks[0].Model}" : $"model {request.Model}";
        var fields = checks.SelectMany(c => c.Problems).Select(p => p.Param).Distinct().ToList();
        return ApiErrors.Unsupported(
            fields.Count == 1 ? fields[0] : null,
            $"Requested parameters are not supported for {model}. {string.Join(" ", reasons)}");
    }
}

/// <summary>The offerings to try, best first, or why there is none.</summary>
internal sealed record Choice(IReadOnlyList<Candidate> Candidates, ApiError? Error)
{
    /// <summary>The client named its provider: the job is not moved to another one.</summary>
    public bool IsPinned { get; init; }

    public static Choice Refused(ApiError error) => new([], error);
}

/// <summary>A model as one provider serves it, with the provider.</summary>
internal sealed record CatalogueEntry(LoadedProvider Provider, ModelConfig Model);

/// <summary>The catalogue of the providers in force. It is rebuilt at the first use after they were replaced.</summary>
internal sealed class CurrentCatalogue(ProviderRegistry providers)
{
    private volatile Built? _built;

    public Catalogue Value
    {
        get
        {
            var current = providers.Current;
            var built = _built;
            if (built?.Providers != current) _built = built = new Built(current, new Catalogue(current.All, current.Disabled));
            return built.Catalogue;
        }
    }

    private sealed record Built(ProviderSet Providers, Catalogue Catalogue);
}
