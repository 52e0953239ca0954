using System.Net;
using System.Net.Sockets;
using VideoProxy.Configuration;
using VideoProxy.Network;

namespace VideoProxy.Tests.Network;

public sealed class GuardedConnectorTests
{
    [Fact]
    public async Task Connect_name_that_rebinds_to_loopback_is_refused_and_never_dialled()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answers = new Queue<IPAddress>([IPAddress.Parse("8.8.8.8"), IPAddress.Loopback]);
        _ = answers.Dequeue(); // what a check before the request would have seen
        using var client = CreateClient(new NetworkOptions(), (_, _) => Task.FromResult<IPAddress[]>([answers.Dequeue()]));

        var error = await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync($"http://rebind.example.com:{((IPEndPoint)listener.LocalEndpoint).Port}/"));

        error.InnerException.ShouldBeOfType<GuardRefusedException>().Message.ShouldContain("AllowPrivate");
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task Connect_one_private_address_among_public_ones_refuses_the_host()
    {
        using var client = CreateClient(new NetworkOptions(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.1")]));
        var error = await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("http://mixed.example.com/"));
        error.InnerException.ShouldBeOfType<GuardRefusedException>();
    }

    [Fact]
    public async Task Connect_allowed_private_address_is_dialled()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = CreateClient(new NetworkOptions { AllowPrivate = true }, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        var request = client.GetAsync($"http://inside.example.com:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using var accepted = await listener.AcceptTcpClientAsync();
        await accepted.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());

        (await request).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static HttpClient CreateClient(NetworkOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        var handler = new SocketsHttpHandler();
        GuardedHttp.Configure(handler, options, new GuardedConnector(options, resolve));
        return new HttpClient(handler);
    }
}
