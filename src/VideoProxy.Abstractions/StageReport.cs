namespace VideoProxy.Abstractions;

/// <summary>What a provider said to an upload.</summary>
public abstract record StageReport
{
    private StageReport() { }

    /// <summary>The input is at the provider.</summary>
    /// <param name="Url">What the submit writes in its place: the host replaces the input by <see cref="MediaInput.FromUrl"/> of it.</param>
    public sealed record Staged(string Url) : StageReport;

    /// <summary>The upload was refused; nothing has been submitted.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record Refused(ProviderFault Fault) : StageReport;
}
