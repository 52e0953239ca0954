using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>An object or a prefix in Cloud Storage, <c>gs://BUCKET/NAME</c>.</summary>
internal sealed partial record CloudObject(string Bucket, string Name)
{
    /// <summary>The name of a destination's Cloud Storage address.</summary>
    public const string Address = "storage";
    private const string Api = "/storage/v1";

    public static CloudObject? Parse(string uri) =>
        Uris().Match(uri) is { Success: true } match ? new(match.Groups["bucket"].Value, match.Groups["name"].Value) : null;

    /// <summary>Returns the folder of one attempt below this prefix.</summary>
    public CloudObject FolderOf(string attemptId) => this with { Name = $"{(Name.Length == 0 || Name.EndsWith('/') ? Name : Name + "/")}{attemptId}/" };

    public ProviderCall Describe(ProviderDestination destination) => Get(destination, $"/o/{Uri.EscapeDataString(Name)}");

    public ProviderCall Download(ProviderDestination destination) => Get(destination, $"/o/{Uri.EscapeDataString(Name)}?alt=media");

    public ProviderCall List(ProviderDestination destination) => Get(destination, $"/o?prefix={Uri.EscapeDataString(Name)}&maxResults=100");

    public override string ToString() => $"gs://{Bucket}/{Name}";

    private ProviderCall Get(ProviderDestination destination, string rest) =>
        new("GET", GoogleVertexPaths.ApiPath(destination, Address, Api) + $"/b/{Uri.EscapeDataString(Bucket)}{rest}") { Address = Address };

    [GeneratedRegex(@"\Ags://(?<bucket>[a-z0-9][a-z0-9._-]{1,221})(/(?<name>[^\p{C}?#]*))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Uris();
}
