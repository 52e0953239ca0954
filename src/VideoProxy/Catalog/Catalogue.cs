using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Providers;

namespace VideoProxy.Catalog;

/// <summary>An index of all offerings of all enabled providers by the model names that clients use.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, List<CatalogueEntry>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    // All names of all models in the files of disabled providers. An error about such a model says that its providers are disabled.
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

    /// <summary>Returns the offerings that can serve the request, unsorted, or an error that gives the reason for each provider.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="defaultAudio">The audio setting to use if the client omits it and the offering supports both.</param>
    /// <param name="today">The date that decides which models are retired.</param>
    /// <param name="adapt">Adapts the request to one offering. If null, every offering gets the same request.</param>
    /// <param name="names">The client's names of the fields, for the error. If null, the canonical names are used.</param>
    public Choice Choose(VideoRequest request, bool defaultAudio, DateOnly today, Func<VideoRequest, Offering, VideoRequest>? adapt = null, ClientNames? names = null)
    {
        var (live, error) = FindLive(request.Model, today);
        if (error is not null) return Choice.Refused(error);
        var checks = live.Select(o => CapabilityCheck.Run(o.Provider, o.Model, adapt is null ? request : adapt(request, o.Model.Offering), defaultAudio)).ToList();
        var fitting = checks.Where(c => c.Candidate is not null).Select(c => c.Candidate!).ToList();
        return fitting.Count > 0 ? new Choice(fitting, null) { IsPinned = FindUnpinned(request.Model).Count == 0 } : Choice.Refused(Explain(request, checks, names));
    }

    /// <summary>Returns all models that are not retired, in the order of the provider files.</summary>
    public IEnumerable<IReadOnlyList<CatalogueEntry>> List(DateOnly today) =>
        _byId.Values.Select(offerings => Live(offerings, today)).Where(live => live.Count > 0);

    /// <summary>Resolves a client's model name to the offerings that can serve it, or explains why none can.</summary>
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

    /// <summary>Looks the name up as an exact id, then as an alias, then as provider/model.</summary>
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
        if (_byId.Count == 0) return ApiErrors.Unsupported("model", $"No configured provider is available for model {shown}, because no provider is enabled. Ask the gateway's operator to enable one.");
        if (_disabledNames.Contains(model)) return ApiErrors.Unsupported("model", $"No configured provider is available for model {shown}, because every provider that offers it is disabled. GET /v1/models lists the available models.");
        var near = NearNames.Of(model, _byId.Where(entry => Live(entry.Value, today).Count > 0).SelectMany(entry => entry.Value).SelectMany(NamesOf), leastEdits: 1);
        return ApiErrors.ModelNotFound($"The model '{shown}' does not exist.{NearNames.Question(near)} GET /v1/models lists all models.");
    }

    private static IEnumerable<string> NamesOf(CatalogueEntry entry) => entry.Model.Aliases.Prepend(entry.Model.Offering.Model);

    /// <summary>Returns the error that lists, for each offering, why it cannot serve the request.</summary>
    public static ApiError Explain(VideoRequest request, IReadOnlyList<CapabilityResult> checks, ClientNames? names = null)
    {
        if (names is not null) checks = [.. checks.Select(c => c with { Problems = [.. c.Problems.Select(names.Reword)] })];
        var reasons = checks.Select(c => $"{c.ProviderId}: {string.Join("; ", c.Problems.Select(p => p.Message.TrimEnd('.')))}.");
        // A name with a prefix is quoted as the client wrote it, because some models have a prefix of their own.
        var model = checks.Count > 1 ? $"model {request.Model}" : request.Model.Contains('/', StringComparison.Ordinal) ? request.Model : $"{checks[0].ProviderId}/{checks[0].Model}";
        var fields = checks.SelectMany(c => c.Problems).Select(p => p.Param).Distinct().ToList();
        return ApiErrors.Unsupported(
            fields.Count == 1 ? fields[0] : null,
            $"Requested parameters are not supported for {model}. {string.Join(" ", reasons)}");
    }
}

/// <summary>The candidates to try, best first, or the error that explains why there are none.</summary>
internal sealed record Choice(IReadOnlyList<Candidate> Candidates, ApiError? Error)
{
    /// <summary>Whether the client pinned the provider. A pinned job never fails over to another provider.</summary>
    public bool IsPinned { get; init; }

    public static Choice Refused(ApiError error) => new([], error);
}

/// <summary>One entry of the catalogue: a provider and a model that it offers.</summary>
internal sealed record CatalogueEntry(LoadedProvider Provider, ModelConfig Model);

/// <summary>The catalogue of the current providers, rebuilt on first use after the configuration has changed.</summary>
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
