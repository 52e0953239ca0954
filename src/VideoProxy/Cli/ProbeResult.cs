namespace VideoProxy.Cli;

/// <summary>What came of trying out one destination. Holds nothing that the provider said: some repeat the key that they refuse.</summary>
/// <param name="Verdict"><c>works</c>, <c>key_refused</c>, <c>unclear</c>, <c>no_answer</c>, <c>token_only</c> or <c>not_tried</c>.</param>
/// <param name="Status">The HTTP status of the answer, where there was one.</param>
/// <param name="Message">The same for people.</param>
internal sealed record ProbeResult(string Destination, string Verdict, int? Status, string Message)
{
    public bool IsFailure => Verdict is "key_refused" or "unclear" or "no_answer";
}
