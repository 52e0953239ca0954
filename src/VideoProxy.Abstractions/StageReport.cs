namespace VideoProxy.Abstractions;

/// <summary>A provider's answer to an upload.</summary>
public abstract record StageReport
{
    private StageReport() { }

    /// <summary>The provider holds the input.</summary>
    /// <param name="Url">
    /// The URL or native reference that the submit sends in place of the input. The host replaces the input with
    /// <see cref="MediaInput.FromUrl"/> of this value.
    /// </param>
    public sealed record Staged(string Url) : StageReport;

    /// <summary>The provider refused the upload, so the host does not submit the job to this provider.</summary>
    /// <param name="Fault">The reason.</param>
    public sealed record Refused(ProviderFault Fault) : StageReport;
}
