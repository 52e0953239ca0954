using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Providers;

namespace VideoProxy.Catalog;

/// <summary>Every offering of every enabled provider, found by what clients call it.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, List<(LoadedProvider Provider, ModelConfig Model)>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    public Catalogue(IReadOnlyList<LoadedProvider> providers)
    {
        foreach (var provider in providers)
        {
            foreach (var model in provider.Config.Models)
            {
                if (!_byId.TryGetValue(model.Offering.Model, out var offerings)) _byId[model.Offering.Model] = offerings = [];
                offerings.Add((provider, model));
                foreach (var alias in model.Aliases) _aliases.TryAdd(alias, model.Offering.Model);
            }
        }
    }

    /// <summary>The offerings that can serve the request, in no order; or for each provider why it cannot.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="defaultAudio">What omitted audio means where it can be chosen.</param>
    /// <param name="today">For models that have retired.</param>
    /// <param name="fit">What the dialect makes of the request for one offering; null: the same for all.</param>
    public Choice Choose(VideoRequest request, bool defaultAudio, DateOnly today, Func<VideoRequest, Offering, VideoRequest>? fit = null)
    {
        var offerings = Find(request.Model);
        if (offerings.Count == 0)
            return Choice.Refused(ApiErrors.ModelNotFound(Unknown(request.Model)));

        var live = offerings.Where(o => o.Model.Retired is not { } retired || retired.On > today).ToList();
        if (live.Count == 0)
        {
            var successor = offerings[0].Model.Retired?.Successor;
            return Choice.Refused(ApiErrors.ModelRetired($"The model '{request.Model}' is retired." + (successor is null ? "" : $" Use '{successor}' instead.")));
        }

        var checks = live.Select(o => CapabilityCheck.Run(o.Provider, o.Model, fit is null ? request : fit(request, o.Model.Offering), defaultAudio)).ToList();
        var fitting = checks.Where(c => c.Candidate is not null).Select(c => c.Candidate!).ToList();
        return fitting.Count > 0 ? new Choice(fitting, null) : Choice.Refused(Explain(request, checks));
    }

    /// <summary>Exact id, then alias, then provider/model.</summary>
    private List<(LoadedProvider Provider, ModelConfig Model)> Find(string model)
    {
        if (_byId.TryGetValue(model, out var exact)) return exact;
        if (_aliases.TryGetValue(model, out var id)) return _byId[id];
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return [];
        var (provider, rest) = (model[..slash], model[(slash + 1)..]);
        var unpinned = _byId.TryGetValue(rest, out var named) ? named : _aliases.TryGetValue(rest, out id) ? _byId[id] : [];
        return [.. unpinned.Where(o => o.Provider.Id == provider)];
    }

    private string Unknown(string model)
    {
        var shown = model.Length > 100 ? model[..100] + "…" : model;
        var offered = _byId.Count == 0 ? "no provider is enabled" : $"offered are {string.Join(", ", _byId.Keys.Take(50))}, which may be prefixed by a provider";
        return $"The model '{shown}' is not offered here: {offered}.";
    }

    private static ApiError Explain(VideoRequest request, List<CapabilityResult> checks)
    {
        var reasons = checks.Select(c => $"{c.ProviderId}: {string.Join("; ", c.Problems.Select(p => p.Message))}.");
        var model = checks.Count == 1 ? $"{checks[0].ProviderId}/{checks[0].Model}" : $"model {request.Model}";
        var fields = checks.SelectMany(c => c.Problems).Select(p => p.Param).Distinct().ToList();
        return ApiErrors.Unsupported(
            fields.Count == 1 ? fields[0] : null,
            $"Requested parameters are not supported for {model}. {string.Join(" ", reasons)}");
    }
}
