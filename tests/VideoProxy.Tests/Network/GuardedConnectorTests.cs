using System.Net.Sockets;
using System.Net;
using VideoProxy.Configuration;
using VideoProxy.Network;
using VideoProxy.Pipeline;

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

    [Theory]
    [MemberData(nameof(HostileHosts))]
    public async Task Connect_name_with_a_hostile_address_is_refused_for_result_urls_and_client_media_alike(string host, string addresses, string rule)
    {
        var resolved = addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray();
        using var client = CreateClient(new NetworkOptions(), (_, _) => Task.FromResult(resolved));
        var rules = new NetworkRules(new NetworkOptions());
        rules.CheckForeign($"https://{host}/").Refusal.ShouldBeNull("nothing is wrong with its name");

        var error = await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync($"https://{host}/"));
        error.InnerException.ShouldBeOfType<GuardRefusedException>().Message.ShouldContain(rule);

        using var share = new BodyShare(new BodyBudget(1 << 20));
        var (_, refusal) = await new MediaFetcher(client, rules, TimeProvider.System).FetchAsync("image", $"https://{host}/", share, CancellationToken.None);
        (refusal!.Status, refusal.Param).ShouldBe((400, "image"));
        refusal.Message.ShouldContain(rule);
    }

    /// <summary>Provides a host, the address that its DNS returns, and a word of the rule that refuses it.</summary>
    public static TheoryData<string, string, string> HostileHosts { get; } = new()
    {
        { "127.0.0.1.nip.example.com", "127.0.0.1", "only public" },
        { "inside.example.com", "10.1.2.3", "only public" },
        { "six.example.com", "::1", "only public" },
        { "mapped.example.com", "::ffff:192.168.0.1", "only public" },
        { "mixed.example.com", "8.8.8.8 10.0.0.1", "only public" },
        { "metadata.example.com", "169.254.169.254", "never allowed" },
        { "metadata6.example.com", "fd00:ec2::254", "never allowed" },
        { "nat64.example.com", "64:ff9b::a9fe:a9fe", "never allowed" },
        { "zero.example.com", "0.0.0.0", "never allowed" },
        { "nowhere.example.com", "", "no address" },
    };

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
