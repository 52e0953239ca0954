namespace VideoProxy.Abstractions;

/// <summary>A reason why an offering cannot serve a request. The client gets the problem in a 400.</summary>
/// <param name="Param">The name of the wrong field as clients write it, such as <c>seconds</c> or <c>reference_audios</c>.</param>
/// <param name="Message">The value that the client sent, why the offering cannot serve it, and which values are allowed.</param>
public sealed record RequestProblem(string Param, string Message);
