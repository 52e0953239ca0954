using System.Text;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>A <see cref="ProviderCall"/> that is ready to send: absolute URL, credentials and body bytes.</summary>
internal sealed record NativeRequest(HttpMethod Method, Uri Url, IReadOnlyDictionary<string, string> Headers, byte[]? Body, string? ContentType)
{
    private const string UserAgent = "VideoProxy";

    /// <summary>Returns null if the call names an address that the destination does not have, because keys must not go anywhere else.</summary>
    public static async Task<NativeRequest?> BuildAsync(IVideoProvider translator, ProviderDestination destination, ProviderCall call)
    {
        if (Resolve(destination, call) is not { } url) return null;
        return await BuildAsync(url, translator is IAuthorizeCalls authorizer ? authorizer.Authorize(call, destination) : call);
    }

    /// <summary>
    /// Builds a token request. It is built only from the operator's own credentials and never from a provider's reply,
    /// so it may go to the host that a key file names.
    /// </summary>
    public static async Task<NativeRequest?> BuildTokenRequestAsync(ProviderDestination destination, ProviderCall call)
    {
        var isAbsolute = Uri.TryCreate(call.Path, UriKind.Absolute, out var absolute) && absolute.Scheme is "https" or "http";
        return (isAbsolute ? absolute : Resolve(destination, call)) is { } url ? await BuildAsync(url, call) : null;
    }

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Url);
        if (Body is not null) message.Content = new ByteArrayContent(Body);
        ApplyHeaders(message);
        return message;
    }

    public void ApplyHeaders(HttpRequestMessage message)
    {
        foreach (var (name, value) in Headers) message.Headers.TryAddWithoutValidation(name, value);
        if (message.Content is null || ContentType is null) return;
        message.Content.Headers.Remove("Content-Type");
        message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
    }

    private static async Task<NativeRequest> BuildAsync(Uri url, ProviderCall call)
    {
        using var content = ToContent(call.Content);
        var body = content is null ? null : await content.ReadAsByteArrayAsync();
        return new(new HttpMethod(call.Method), url, call.WithHeader("User-Agent", UserAgent).Headers, body, content?.Headers.ContentType?.ToString());
    }

    private static Uri? Resolve(ProviderDestination destination, ProviderCall call)
    {
        if (!call.Path.StartsWith('/'))
            return Uri.TryCreate(call.Path, UriKind.Absolute, out var absolute) && IsOwn(destination, absolute) ? absolute : null;
        return destination.Addresses.TryGetValue(call.Address, out var address) ? new Uri(address + call.Path) : null;
    }

    private static bool IsOwn(ProviderDestination destination, Uri url) =>
        url.UserInfo.Length == 0 && destination.Addresses.Values.Any(a =>
            Uri.Compare(new Uri(a), url, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0);

    private static HttpContent? ToContent(CallContent? content) => content switch
    {
        null => null,
        CallContent.Json json => new StringContent(json.Value.ToJsonString(), Encoding.UTF8, "application/json"),
        CallContent.Form form => new FormUrlEncodedContent(form.Fields),
        CallContent.Multipart multipart => ToMultipart(multipart.Parts),
        _ => throw new InvalidOperationException($"No wire form for a {content.GetType().Name} body."),
    };

    private static MultipartFormDataContent ToMultipart(IReadOnlyList<CallPart> parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var part in parts)
        {
            if (part.File is not { } file)
            {
                form.Add(new StringContent(part.Text ?? ""), part.Name);
                continue;
            }

            var bytes = new ReadOnlyMemoryContent(file.Bytes);
            bytes.Headers.TryAddWithoutValidation("Content-Type", file.MimeType);
            form.Add(bytes, part.Name, part.FileName ?? part.Name);
        }

        return form;
    }
}
