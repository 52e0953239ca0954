namespace VideoProxy.Abstractions;

/// <summary>Why an offering cannot serve a request.</summary>
/// <param name="Param">The canonical member at fault in the words of the API, such as <c>seconds</c> or <c>reference_audios</c>.</param>
/// <param name="Message">What was asked, why it cannot be, what can.</param>
public sealed record RequestProblem(string Param, string Message);
