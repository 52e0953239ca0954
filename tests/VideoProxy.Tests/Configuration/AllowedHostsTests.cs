using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using VideoProxy.Configuration;

namespace VideoProxy.Tests.Configuration;

public sealed class AllowedHostsTests
{
    [Theory]
    [InlineData("videos.example.org:8080")]
    [InlineData("https://videos.example.org")]
    [InlineData("videos.example.org/videos")]
    [InlineData("videos.example.org; ;bad host")]
    [InlineData("video*.example.org")]
    public void Check_entry_that_is_no_host_is_a_fault(string text)
    {
        var configuration = Configuration(text);
        var faults = new GatewayFaults(null, configuration, new FileFaults("gateway.json"));

        AllowedHosts.Check(configuration, faults);

        faults.All.ShouldHaveSingleItem().Message.ShouldStartWith("must be host names without scheme, port and path");
    }

    [Theory]
    [InlineData("videos.example.org", "videos.example.org:8080", true)]
    [InlineData("videos.example.org", "VIDEOS.example.org", true)]
    [InlineData("videos.example.org", "evil.example", false)]
    [InlineData("videos.example.org", "", false)]
    [InlineData("*.example.org", "a.example.org", true)]
    [InlineData("*.example.org", "example.org", false)]
    [InlineData("a.example.org; b.example.org", "b.example.org", true)]
    [InlineData("bücher.example.org", "xn--bcher-kva.example.org", true)]
    [InlineData("[::1];127.0.0.1", "[::1]:80", true)]
    public void Read_hosts_match_without_port_and_case(string text, string host, bool matches)
    {
        var configuration = Configuration(text);
        var faults = new GatewayFaults(null, configuration, new FileFaults("gateway.json"));
        AllowedHosts.Check(configuration, faults);

        faults.All.ShouldBeEmpty();
        HostString.MatchesAny(host, AllowedHosts.Read(configuration)!).ShouldBe(matches);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("videos.example.org;*")]
    public void Read_without_a_restriction_is_null(string text) => AllowedHosts.Read(Configuration(text)).ShouldBeNull();

    private static IConfiguration Configuration(string text) => new ConfigurationBuilder().AddInMemoryCollection([new("AllowedHosts", text)]).Build();
}
