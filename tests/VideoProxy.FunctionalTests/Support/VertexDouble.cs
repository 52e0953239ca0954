using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>Plays Vertex AI and its token endpoint. Every video is inside the reply, made while it is sent.</summary>
internal sealed class VertexDouble(int blocks) : IAsyncDisposable
{
    // A multiple of three, so that the base64 of many is the base64 of one, many times.
    private const int BlockSize = 48_000;
    private static readonly byte[] Block = MakeBlock();
    private static readonly byte[] Text = System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(Block));
    private WebApplication? _app;
    private int _tokens;
    private int _submits;
    private int _polls;

    public long VideoLength => (long)blocks * BlockSize;

    public string BaseUrl => LoopbackServer.UrlOf(_app!);

    public int Tokens => _tokens;
    public int Submits => _submits;
    public int Polls => _polls;

    /// <summary>While set, token requests are answered with it.</summary>
    public int? TokenStatus { get; set; }

    /// <summary>Tokens that are refused although they were given out.</summary>
    public Func<string, bool> IsDead { get; set; } = _ => false;

    public static async Task<VertexDouble> StartAsync(int blocks)
    {
        var vertex = new VertexDouble(blocks);
        vertex._app = await LoopbackServer.StartAsync(app =>
        {
            app.MapPost("/token", (RequestDelegate)vertex.TokenAsync);
            app.MapPost("/v1/projects/{project}/locations/{location}/publishers/google/models/{call}", (RequestDelegate)vertex.CallAsync);
        });
        return vertex;
    }

    public static byte[] Video(long from, int length) => [.. Enumerable.Range(0, length).Select(i => Block[(from + i) % BlockSize])];

    public string VideoHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < blocks; i++) hash.AppendData(Block);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A service account whose tokens come from here.</summary>
    public string KeyFile()
    {
        using var key = RSA.Create(2048);
        return new JsonObject
        {
            ["type"] = "service_account", ["client_email"] = "robot@example.com", ["private_key_id"] = "k",
            ["private_key"] = key.ExportPkcs8PrivateKeyPem(), ["token_uri"] = BaseUrl + "/token",
        }.ToJsonString();
    }

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    private Task TokenAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _tokens);
        return TokenStatus is { } status
            ? UpstreamDouble.AnswerAsync(context, status, """{"error":"invalid_grant"}""")
            : UpstreamDouble.AnswerAsync(context, 200, $$"""{"access_token":"ya29.{{number}}","expires_in":3599,"token_type":"Bearer"}""");
    }

    private async Task CallAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var isSubmit = context.Request.Path.Value!.EndsWith(":predictLongRunning", StringComparison.Ordinal);
        Interlocked.Increment(ref isSubmit ? ref _submits : ref _polls);
        var token = context.Request.Headers.Authorization.ToString();
        if (!token.StartsWith("Bearer ya29.", StringComparison.Ordinal) || IsDead(token["Bearer ".Length..]))
            await UpstreamDouble.AnswerAsync(context, 401, """{"error":{"code":401,"message":"Invalid credentials.","status":"UNAUTHENTICATED"}}""");
        else if (isSubmit)
            await UpstreamDouble.AnswerAsync(context, 200, $$"""{"name":"{{context.Request.Path.Value[4..].Split(':')[0]}}/operations/op-{{_submits}}"}""");
        else
            await SendVideoAsync(context, (string)body["operationName"]!);
    }

    private async Task SendVideoAsync(HttpContext context, string name)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"name":"{{name}}","done":true,"response":{"videos":[{"mimeType":"video/mp4","bytesBase64Encoded":""" + "\"");
        for (var i = 0; i < blocks; i++) await context.Response.Body.WriteAsync(Text, context.RequestAborted);
        await context.Response.WriteAsync("\"}]}}");
    }

    private static byte[] MakeBlock()
    {
        var bytes = new byte[BlockSize];
        new Random(99).NextBytes(bytes);
        return bytes;
    }
}
