using Microsoft.Extensions.Configuration;
using VideoProxy.Configuration;

namespace VideoProxy.Tests.Configuration;

public sealed class GatewayOptionsReaderTests
{
    [Theory]
    [InlineData("Tracker:Deadline", "5", "must be a time span HH:MM:SS, not '5'")]
    [InlineData("Tracker:Deadline", "-00:05:00", "must be above zero and at most 30 days, not -00:05:00")]
    [InlineData("Tracker:UnknownGrace", "31.00:00:00", "must be above zero and at most 30 days, not 31.00:00:00")]
    [InlineData("Callbacks:Attempts", "0", "must be 1 to 100, not 0")]
    [InlineData("Callbacks:Attempts", "many", "must be a whole number, not 'many'")]
    [InlineData("Callbacks:Attempts", "99999999999", "must be a whole number, not '99999999999'")]
    [InlineData("Callbacks:Default", "https://client.example.com", "must be an object. Allowed in it are Url, Secret")]
    [InlineData("Callbacks:Default:Url", "client", "must be an absolute http or https URL, not 'client'")]
    [InlineData("Callbacks:Default:Url", "https://user:pw@client.example.com/", "must not hold a user name or password")]
    [InlineData("Requests:MaxBody", "64 MiB", "must be a whole number, not '64 MiB'")]
    [InlineData("Requests:MaxBody", "1", "must be 1024 to 1073741824, not 1")]
    [InlineData("Network:AllowPrivate", "yes", "must be true or false, not 'yes'")]
    [InlineData("Network:EgressProxy", "proxy:3128", "must be an absolute http or https URL, not 'proxy:3128'")]
    [InlineData("Network:CorsOrigins", "https://app.example.com", "must be a list. In the environment, each item is a variable: VideoProxy__Network__CorsOrigins__0")]
    [InlineData("Network:CorsOrigins:0", "https://app.example.com/", "must be an origin as browsers send it, such as https://app.example.com, or * for all origins, not 'https://app.example.com/'")]
    [InlineData("Network:CorsOrigins:0", "https://app.example.com/player", "must be an origin")]
    [InlineData("Network:CorsOrigins:0", "https://app.example.com:443", "must be an origin")]
    [InlineData("Network:CorsOrigins:0", "https://App.example.com", "must be an origin")]
    [InlineData("Network:CorsOrigins:0", "https://bücher.example.com", "must be an origin")]
    [InlineData("Network:CorsOrigins:0", "https://user@app.example.com", "must be an origin")]
    [InlineData("Network:CorsOrigins:0", "https://*.example.com", "must be an origin")]
    [InlineData("Network:CorsOrigins:0", "app.example.com", "must be an origin")]
    [InlineData("Network:CorsOrigins:0", "file:///", "must be an origin")]
    [InlineData("Network:CorsOrigins:0", "null", "must be an origin")]
    [InlineData("Network:CorsOrigins:0:Name", "https://app.example.com", "must be a single value")]
    [InlineData("Network:TrustedProxies", "10.0.0.1", "must be a list")]
    [InlineData("Network:TrustedProxies:0", "10.0.0.0/33", "must be an IP address or a network, such as 10.0.0.1 or 10.0.0.0/8, not '10.0.0.0/33'")]
    [InlineData("Network:TrustedProxies:0", "10", "must be an IP address or a network")]
    [InlineData("Network:TrustedProxies:0", "proxy.example.com", "must be an IP address or a network")]
    [InlineData("Network:TrustedProxies:0", "*", "must be an IP address or a network")]
    [InlineData("Accounts:Mode", "1", "must be Keys or Open, not '1'")]
    [InlineData("PublicUrl", "https://user@gateway.example.com", "must be an absolute http or https URL without user name, query or fragment")]
    [InlineData("PublicUrl", "https://gateway.example.com/?a=1", "must be an absolute http or https URL without user name, query or fragment")]
    [InlineData("Tracker", "fast", "must be an object. Allowed in it are MinInterval")]
    [InlineData("Tracker:MinInterval:Days", "1", "must be a single value")]
    [InlineData("Trackr:MinInterval", "00:00:01", "is not known here. Allowed are PublicUrl")]
    public void Read_bad_value_is_a_fault_of_its_variable_that_says_what_is_allowed(string key, string value, string message)
    {
        var (options, faults) = Read((key, value));

        var fault = faults.ShouldHaveSingleItem();
        fault.File.ShouldBe("environment");
        fault.Message.ShouldStartWith(message);
        options.ShouldNotBeNull();
    }

    [Fact]
    public void Read_bad_value_does_not_hide_the_bounds_of_good_ones()
    {
        var (_, faults) = Read(("Callbacks:Attempts", "many"), ("Tracker:MinInterval", "-00:00:01"));
        faults.Select(f => f.Path).ShouldBe(["VideoProxy__Callbacks__Attempts", "VideoProxy__Tracker__MinInterval"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("accounts:mode", "open")]
    [InlineData("tracker:minInterval", "1.00:00:00")]
    [InlineData("Content:LinkLifetime", "365.00:00:00")]
    [InlineData("Network:EgressProxy", "http://proxy.example.com:3128")]
    [InlineData("Network:CorsOrigins:0", "https://app.example.com")]
    [InlineData("Network:CorsOrigins:0", "http://127.0.0.1:5173")]
    [InlineData("Network:CorsOrigins:0", "http://[::1]:5173")]
    [InlineData("Network:CorsOrigins:0", "*")]
    [InlineData("Network:TrustedProxies:0", "10.0.0.1")]
    [InlineData("Network:TrustedProxies:0", "10.0.0.0/8")]
    [InlineData("Network:TrustedProxies:0", "::1")]
    [InlineData("Network:TrustedProxies:0", "fd00::/8")]
    [InlineData("PublicUrl", "https://gateway.example.com/videos/")]
    public void Read_good_value_is_taken_whatever_its_case(string key, string value) => Read((key, value)).Faults.ShouldBeEmpty();

    private static (GatewayOptions Options, IReadOnlyList<ConfigFault> Faults) Read(params (string Key, string Value)[] given)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(given.Select(pair => KeyValuePair.Create<string, string?>($"VideoProxy:{pair.Key}", pair.Value))).Build();
        var faults = new GatewayFaults(null, configuration, new FileFaults("gateway.json"));
        return (new GatewayOptionsReader(faults).Read(configuration), faults.All);
    }
}
