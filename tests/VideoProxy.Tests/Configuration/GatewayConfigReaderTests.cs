using Microsoft.Extensions.Configuration;
using VideoProxy.Configuration;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Configuration;

public sealed class GatewayConfigReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_without_a_file_gives_the_defaults()
    {
        var config = Read(null);
        config.Faults.ShouldBeEmpty();
        config.Options.ShouldBe(new GatewayOptions());
    }

    [Fact]
    public void Read_file_gives_its_values_and_leaves_the_frameworks_sections_alone()
    {
        var config = Read("""
            {
              // As .NET reads its own files, with comments and trailing commas.
              "videoproxy": { "Tracker": { "MinInterval": "00:00:02" }, "Network": { "AllowHttp": true } },
              "ReverseProxy": { "Routes": { "other": { "ClusterId": "other", "Match": { "Path": "/other" } } }, "Clusters": { "other": { "LoadBalancingPolicy": "Random" } } },
              "ConnectionStrings": { "Jobs": "Data Source=${DB}" },
            }
            """, environment: name => name == "DB" ? "jobs.db" : null);

        config.Faults.ShouldBeEmpty();
        config.Options.Tracker.MinInterval.ShouldBe(TimeSpan.FromSeconds(2));
        config.Options.Network.AllowHttp.ShouldBeTrue();
        config.Configuration["ReverseProxy:Routes:other:ClusterId"].ShouldBe("other");
        config.Configuration.GetConnectionString("Jobs").ShouldBe("Data Source=jobs.db");
    }

    [Fact]
    public void Read_variable_overrides_the_file_and_the_file_the_sandbox()
    {
        const string File = """{ "VideoProxy": { "Tracker": { "MinInterval": "00:00:02", "MaxInterval": "00:00:09" }, "Network": { "AllowHttp": false } } }""";

        var options = Read(File, [("VideoProxy:Tracker:MinInterval", "00:00:03"), ("VideoProxy:Tracker:MaxInterval", "")], sandbox: true).Options;

        options.Tracker.MinInterval.ShouldBe(TimeSpan.FromSeconds(3));
        options.Tracker.MaxInterval.ShouldBe(TimeSpan.FromSeconds(9), "an empty variable counts as not set");
        options.Network.AllowHttp.ShouldBeFalse();
        options.Network.AllowPrivate.ShouldBeTrue();
    }

    [Fact]
    public void Read_bad_allowed_host_is_a_fault_at_its_line() =>
        Faults("""
            {
              "AllowedHosts": "https://videos.example.org"
            }
            """).ShouldHaveSingleItem().ShouldStartWith("gateway.json:2 AllowedHosts: must be host names");

    [Fact]
    public void Read_bad_item_of_a_list_is_a_fault_at_its_line()
    {
        var faults = Faults("""
            {
              "VideoProxy": { "Network": { "CorsOrigins": [
                "https://app.example.com",
                "https://other.example.com/"
              ] } }
            }
            """);

        faults.ShouldHaveSingleItem().ShouldStartWith("gateway.json:4 VideoProxy.Network.CorsOrigins[1]: must be an origin");
    }

    [Fact]
    public void Read_several_faults_reports_all_at_once_with_line_and_path()
    {
        var faults = Faults("""
            {
              "VideoProxi": {},
              "VideoProxy": {
                "Tracker": { "Deadline": "${NO_DEADLINE}", "MinIntervall": "00:00:01" },
                "Network": { "AllowHttp": "perhaps" }
              },
              "Logging": 5,
              "ConnectionStrings": { "Job": "x" }
            }
            """);

        faults.ShouldBe(
        [
            "gateway.json:2 VideoProxi: is not known here. Allowed are $schema, AllowedHosts, VideoProxy, ReverseProxy, ConnectionStrings, Logging, Kestrel",
            "gateway.json:4 VideoProxy.Tracker.Deadline: ${NO_DEADLINE} is not set. Set it, or write ${NO_DEADLINE:-default}",
            "gateway.json:4 VideoProxy.Tracker.MinIntervall: is not known here. Allowed are MinInterval, MaxInterval, Deadline, SubmitTimeout, UnknownGrace, NotFoundGrace",
            "gateway.json:5 VideoProxy.Network.AllowHttp: must be true or false, not 'perhaps'",
            "gateway.json:7 Logging: must be an object",
            "gateway.json:8 ConnectionStrings.Job: is not known here. Allowed are Jobs, Redis",
        ], ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "gateway.json:1 $: is not valid JSON")]
    [InlineData("[]", "gateway.json:1 $: must be an object")]
    [InlineData("{ \"VideoProxy\": {\n oops", "gateway.json:2 $: is not valid JSON")]
    [InlineData("{ \"VideoProxy\": {}, \"VideoProxy\": {} }", "gateway.json:1 VideoProxy: is given twice. Keep one of them")]
    [InlineData("{ \"AllowedHosts\": \"a\",\n\"allowedhosts\": \"b\" }", "gateway.json:2 allowedhosts: is given twice. Keep one of them")]
    [InlineData("{ \"VideoProxy\": { \"PublicUrl\": \"${a b}\" } }", "gateway.json:1 VideoProxy.PublicUrl: holds '${' that begins neither")]
    public void Read_broken_file_names_the_place(string text, string fault) =>
        Faults(text).ShouldContain(f => f.StartsWith(fault), string.Join('\n', Faults(text)));

    [Fact]
    public void Read_folder_named_gateway_json_is_a_fault()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "gateway.json"));
        Read(null).Faults.ShouldHaveSingleItem().ToString().ShouldBe("gateway.json:0 $: is a folder, but must be a file");
    }

    [Theory]
    [InlineData("""{ "r": { "ClusterId": "c", "Order": "first", "Match": { "Path": "/x" } } }""", "gateway.json:1 ReverseProxy: cannot be read: ")]
    [InlineData("""{ "r": { "ClusterId": "c", "Match": { "Path": "/x/{**rest" } } }""", "gateway.json:2 ReverseProxy.Routes.r: ")]
    [InlineData("""{ "r": { "ClusterId": "c" } }""", "gateway.json:2 ReverseProxy.Routes.r: Route 'r' requires Hosts or Path specified.")]
    [InlineData("""{ "r": { "ClusterId": "d", "Match": { "Path": "/x" } } }""", "gateway.json:2 ReverseProxy.Routes.r: must name one of the Clusters as its ClusterId, not 'd'")]
    public void Read_ReverseProxy_section_that_YARP_refuses_is_a_fault(string routes, string fault) =>
        Faults($$"""
            { "ReverseProxy": { "Clusters": { "c": { "Destinations": { "d": { "Address": "http://127.0.0.1:1/" } } } },
              "Routes": {{routes}} } }
            """)[0].ShouldStartWith(fault);

    private List<string> Faults(string text) => [.. Read(text).Faults.Select(f => f.ToString())];

    private GatewayConfig Read(string? text, (string Key, string? Value)[]? overrides = null, bool sandbox = false, Func<string, string?>? environment = null)
    {
        if (text is not null) _folder.Write("gateway.json", text);
        var given = (overrides ?? []).Select(pair => KeyValuePair.Create(pair.Key, pair.Value));
        return GatewayConfigReader.Read(
            _folder.Path, environment ?? (_ => null), new ConfigurationBuilder().AddInMemoryCollection(given).Build(), sandbox);
    }
}
