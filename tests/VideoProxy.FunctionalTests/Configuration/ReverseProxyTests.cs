using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Configuration;

public sealed class ReverseProxyTests : IAsyncLifetime
{
    private WebApplication _other = null!;
    private TestBed _bed = null!;

    public async Task InitializeAsync()
    {
        _other = await LoopbackServer.StartAsync(app => app.MapFallback(async context =>
        {
            if (context.Request.Path == "/other/nothing")
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            using var reader = new StreamReader(context.Request.Body);
            context.Response.Headers["x-other"] = "yes";
            context.Response.Headers["x-trace"] = context.Request.Headers["traceparent"];
            await context.Response.WriteAsync($"{context.Request.Method} {context.Request.Path} {context.Request.Headers.Authorization} {await reader.ReadToEndAsync()}");
        }));
        _bed = await TestBed.StartAsync(bed => bed.Config.WriteGateway(AddRoute));
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Service_of_a_ReverseProxy_section_is_fronted_beside_the_gateways_own_calls()
    {
        using var client = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", "its-own-token");

        using var response = await client.PostAsync("/other/things", new StringContent("hello"));

        (await response.Content.ReadAsStringAsync()).ShouldBe("POST /other/things Bearer its-own-token hello");
        response.Headers.GetValues("x-other").ShouldBe(["yes"]);
        await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New())));
    }

    [Fact]
    public async Task Trace_of_a_call_to_a_service_beside_ours_goes_on_in_it()
    {
        const string trace = "00-0af7651916cd43dd8448eb211c80319c-", caller = "b7ad6b7169203331-01";
        using var client = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };
        client.DefaultRequestHeaders.Add("traceparent", trace + caller);

        using var response = await client.GetAsync("/other/things");

        var told = response.Headers.GetValues("x-trace").ShouldHaveSingleItem();
        told.ShouldStartWith(trace);
        told.ShouldNotEndWith(caller, customMessage: "the gateway's own part of it");
    }

    [Fact]
    public async Task Empty_error_of_a_service_beside_ours_is_passed_on_as_it_is()
    {
        using var response = await _bed.Gateway.Client.GetAsync("/other/nothing");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    private void AddRoute(JsonObject gateway) => gateway["ReverseProxy"] = JsonNode.Parse($$"""
        {
          "Routes": { "other": { "ClusterId": "other", "Match": { "Path": "/other/{**rest}" } } },
          "Clusters": { "other": { "Destinations": { "main": { "Address": "{{LoopbackServer.UrlOf(_other)}}" } } } }
        }
        """);
}
