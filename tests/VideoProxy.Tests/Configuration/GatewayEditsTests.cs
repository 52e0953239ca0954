using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using VideoProxy.Configuration;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Configuration;

public sealed class GatewayEditsTests : IDisposable
{
    private const string Key = "ReverseProxy:Routes:r:Match:Path";
    private readonly TempFolder _folder = new();
    private readonly ConfigSource _source;
    private readonly GatewayConfig _started;
    private readonly GatewayEdits _edits;

    public GatewayEditsTests()
    {
        Write("/first");
        _source = new(_folder.Path, _ => null);
        _started = Read();
        _edits = new(_started, Read, _source, NullLogger<GatewayEdits>.Instance);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Look_good_edit_changes_the_sections_of_the_framework_and_tells_who_watches_them()
    {
        var told = 0;
        using var watch = ChangeToken.OnChange(_started.Configuration.GetSection("ReverseProxy").GetReloadToken, () => told++);

        _edits.Look();
        told.ShouldBe(0);
        Write("/second");
        _edits.Look();
        _edits.Look();

        told.ShouldBe(1);
        _started.Configuration[Key].ShouldBe("/second");
        _source.LastFaults.ShouldBeEmpty();
    }

    [Fact]
    public void Look_bad_edit_keeps_the_last_good_one_and_says_why_until_it_is_mended()
    {
        Write("/second", "\"Trackers\": 1");
        _edits.Look();

        _started.Configuration[Key].ShouldBe("/first");
        _source.LastFaults.ShouldHaveSingleItem().ToString().ShouldStartWith("gateway.json:1 VideoProxy.Trackers: is not known here");

        Write("/third");
        _edits.Look();

        _started.Configuration[Key].ShouldBe("/third");
        _source.LastFaults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "Applied the edit")]
    [InlineData("\"Network\": { \"CorsOrigins\": [\"https://a.example.com\"] }", "at the next start")]
    public void Look_good_edit_says_whether_a_part_of_it_needs_a_start(string options, string said)
    {
        Write("/first", "\"Network\": { \"CorsOrigins\": [\"https://app.example.com\"] }");
        var log = new Lines();
        var edits = new GatewayEdits(Read(), Read, _source, log);

        Write("/second", options.Length > 0 ? options : "\"Network\": { \"CorsOrigins\": [\"https://app.example.com\"] }");
        edits.Look();

        log.ShouldHaveSingleItem().ShouldContain(said);
    }

    [Fact]
    public void Look_file_that_goes_away_leaves_nothing_of_it()
    {
        File.Delete(Path.Combine(_folder.Path, "gateway.json"));

        _edits.Look();

        _started.Configuration[Key].ShouldBeNull();
    }

    private sealed class Lines : List<string>, ILogger<GatewayEdits>
    {
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Add(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    }

    private GatewayConfig Read() => GatewayConfigReader.Read(_folder.Path, _ => null, new ConfigurationBuilder().Build(), sandbox: false);

    private void Write(string path, string options = "") => _folder.Write("gateway.json", $$"""
        { "VideoProxy": { {{options}} }, "ReverseProxy": { "Routes": { "r": { "ClusterId": "c", "Match": { "Path": "{{path}}" } } }, "Clusters": { "c": { "LoadBalancingPolicy": "Random" } } } }
        """);
}
