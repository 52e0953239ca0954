using System.Net.Http.Headers;
using System.Text;
using VideoProxy.Abstractions;

namespace VideoProxy.ProviderTests.Contracts;

/// <summary>Puts a native call on a socket and gives back the reply.</summary>
internal static class CallSender
{
    public static async Task<ProviderReply> SendAsync(HttpClient client, string address, ProviderCall call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), address + call.Path) { Content = Content(call.Content) };
        foreach (var (name, value) in call.Headers)
            request.Headers.Add(name, value);

        using var response = await client.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new ProviderReply((int)response.StatusCode, headers, await response.Content.ReadAsStringAsync());
    }

    private static HttpContent? Content(CallContent? content) => content switch
    {
        null => null,
        CallContent.Json json => new StringContent(json.Value.ToJsonString(), Encoding.UTF8, "application/json"),
        CallContent.Multipart multipart => Multipart(multipart),
        CallContent.Form form => new FormUrlEncodedContent(form.Fields),
        _ => throw new InvalidOperationException($"Unknown content {content}."),
    };

    private static MultipartFormDataContent Multipart(CallContent.Multipart multipart)
    {
        var form = new MultipartFormDataContent();
        foreach (var part in multipart.Parts)
        {
            if (part.File is { } file)
            {
                var bytes = new ReadOnlyMemoryContent(file.Bytes);
                bytes.Headers.ContentType = new MediaTypeHeaderValue(file.MimeType!);
                form.Add(bytes, part.Name, part.FileName!);
            }
            else
            {
                form.Add(new StringContent(part.Text!), part.Name);
            }
        }

        return form;
    }
}
