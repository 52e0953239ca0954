using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using OpenAI.Videos;
using VideoProxy.FunctionalTests.Support;

// What the package says of its video calls: experimental.
#pragma warning disable OPENAI001

namespace VideoProxy.FunctionalTests.Sdk;

/// <summary>The OpenAI package of NuGet against a bed's gateway; it leaves bodies to its caller.</summary>
internal static class DotnetSdk
{
    public static VideoClient Connect(TestBed bed) =>
        new(new ApiKeyCredential(TestBed.Key), new VideoClientOptions { Endpoint = new Uri(bed.Gateway.Url + "/v1"), RetryPolicy = new ClientRetryPolicy(0) });

    public static async Task<JsonNode> RemixAsync(this VideoClient client, string id) =>
        JsonOf(await client.CreateVideoRemixAsync(id, BinaryContent.Create(BinaryData.FromString("""{"prompt":"p"}""")), "application/json", null));

    public static JsonNode JsonOf(ClientResult result) => JsonNode.Parse(result.GetRawResponse().Content)!;
}
