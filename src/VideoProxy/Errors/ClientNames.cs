using VideoProxy.Abstractions;

namespace VideoProxy.Errors;

/// <summary>The names that the fields of the canonical request have in one client's request, so that errors use the client's own words.</summary>
/// <param name="Names">The client's names by canonical name. A field that is missing has its canonical name.</param>
internal sealed record ClientNames(IReadOnlyDictionary<string, string> Names)
{
    /// <summary>The canonical name of the native parameters. The client's name may be empty if these parameters are plain fields.</summary>
    public const string Options = "provider_options";

    public RequestProblem Reword(RequestProblem problem) =>
        problem with { Param = Of(problem.Param) ?? problem.Param, Message = Reword(problem.Param, problem.Message) };

    public ApiError Reword(ApiError error) =>
        error.Param is { } param ? error with { Param = Of(param) ?? param, Message = Reword(param, error.Message) } : error;

    private string? Of(string param)
    {
        if (Names.GetValueOrDefault(param) is { Length: > 0 } name) return name;
        if (!param.StartsWith(Options + ".", StringComparison.Ordinal) || Names.GetValueOrDefault(Options) is not { } options) return null;
        return options.Length == 0 ? param[(Options.Length + 1)..] : options + param[Options.Length..];
    }

    /// <summary>Replaces the field's name at the start of the message, and every field name in quotes.</summary>
    private string Reword(string param, string message)
    {
        if (Of(param) is { } name && message.StartsWith(param + " ", StringComparison.Ordinal)) message = name + message[param.Length..];
        foreach (var (canonical, own) in Names) message = message.Replace($"'{canonical}'", $"'{own}'", StringComparison.Ordinal);
        return message;
    }
}
