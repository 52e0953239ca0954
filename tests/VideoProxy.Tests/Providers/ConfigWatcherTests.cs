using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Providers;

public sealed class ConfigWatcherTests : IDisposable
{
    private const string Bad = "{ oops";
    private readonly TempFolder _folder = new();
    private readonly ProviderRegistry _registry = new();
    private readonly ConfigSource _source;
    private readonly ProviderConfigApplier _applier;
    private readonly ConfigWatcher _watcher;

    public ConfigWatcherTests()
    {
        _source = new(_folder.Path, _ => "key");
        _applier = new(new ProviderLoader(new PluginLoader(Plugins.Shipped)), _registry, NullLogger<ProviderConfigApplier>.Instance);
        _watcher = new(_source, _applier, new GatewayEdits(ReadGateway(), ReadGateway, _source, NullLogger<GatewayEdits>.Instance), TimeProvider.System, NullLogger<ConfigWatcher>.Instance);
        Write(Offering("first"));
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Look_good_edit_is_in_force()
    {
        Start();
        Edit(Offering("second"));
        InForce().ShouldBe("second");
    }

    [Fact]
    public void Look_edit_between_start_and_first_look_is_seen()
    {
        var read = Read();
        Write(Offering("second"));
        _applier.Apply(read);

        _watcher.Look();

        InForce().ShouldBe("second");
    }

    [Theory]
    [InlineData(Bad, "is not valid JSON")]
    [InlineData("plugin:Missing", "sample.json:3 plugin: plugin 'Missing' was not found:")]
    [InlineData("settings", "sample.json:3 settings.colour: 'colour' is not known here")]
    [InlineData("passthrough", "models[0].passthrough.ratio: 'ratio' is written by plugin 'ByteDance' itself")]
    public void Look_bad_edit_keeps_the_last_good_one_and_says_why(string edit, string why)
    {
        Start();

        Edit(edit switch
        {
            "plugin:Missing" => Offering("second").Replace("ByteDance", "Missing"),
            "settings" => Offering("second").Replace("\"plugin\"", "\"settings\": { \"colour\": 1 }, \"plugin\""),
            "passthrough" => Offering("second").Replace("\"watermark\"", "\"ratio\""),
            _ => edit,
        });

        InForce().ShouldBe("first");
        _source.LastFaults.ShouldHaveSingleItem().ToString().ShouldContain(why);
    }

    [Fact]
    public void Look_good_edit_after_a_bad_one_is_in_force_and_clears_the_faults()
    {
        Start();
        Edit(Bad);
        Edit(Offering("third"));

        InForce().ShouldBe("third");
        _source.LastFaults.ShouldBeEmpty();
    }

    [Fact]
    public void Look_bad_edit_taken_back_clears_the_faults()
    {
        Start();
        Edit(Bad);
        Edit(Offering("first"));

        InForce().ShouldBe("first");
        _source.LastFaults.ShouldBeEmpty();
    }

    [Fact]
    public void Look_file_that_a_plugin_refused_at_the_start_does_not_hold_up_edits_of_others()
    {
        _folder.Write("providers/off.json", Offering("never").Replace("ByteDance", "Missing").Replace("\"ark\"", "\"off\""));
        Start();

        Edit(Offering("second"));

        InForce().ShouldBe("second");
        _registry.Current.Disabled.ShouldHaveSingleItem().Id.ShouldBe("off");
    }

    [Fact]
    public void Look_file_deleted_takes_its_provider_away()
    {
        Start();
        File.Delete(Path.Combine(_folder.Path, "providers", "sample.json"));
        _watcher.Look();
        _registry.Current.All.ShouldBeEmpty();
    }

    [Fact]
    public void Look_refused_edit_is_counted_once()
    {
        var refused = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Meter.Name: "VideoProxy", Name: "videoproxy.config.refused" }) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => refused += count);
        listener.Start();
        Start();

        // Two faults, one edit.
        Edit(Offering("second").Replace("\"promptMax\"", "\"promtMax\"").Replace("\"plugin\"", "\"plugim\""));
        _watcher.Look();
        refused.ShouldBe(1);

        Edit(Offering("second"));
        refused.ShouldBe(1);
    }

    private GatewayConfig ReadGateway() => GatewayConfigReader.Read(_folder.Path, _ => null, new ConfigurationBuilder().Build(), sandbox: false);

    private static string Offering(string model) => Samples.ProviderFile.Replace("\"seedance\"", $"\"{model}\"");

    private void Start() => _applier.Apply(Read());

    private ConfigSnapshot Read() => _source.Read(_source.Take()).Snapshot!;

    private void Write(string text) => _folder.Write("providers/sample.json", text);

    private void Edit(string text)
    {
        Write(text);
        _watcher.Look();
    }

    private string InForce() => _registry.Current.All.ShouldHaveSingleItem().Config.Models[0].Offering.Model;
}
