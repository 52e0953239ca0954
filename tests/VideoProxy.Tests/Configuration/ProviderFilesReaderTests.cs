using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Configuration;

public sealed class ProviderFilesReaderTests : IDisposable
{
    private static readonly string KeyFile = Samples.ProviderFile.Replace("\"${ARK_API_KEY}\"", "{ \"file\": \"${ARK_API_KEY:-}\" }");
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_good_file_gives_its_offering_and_destination()
    {
        var provider = Read(Samples.ProviderFile).Snapshot!.Providers.ShouldHaveSingleItem();

        provider.Destinations[0].Addresses[ProviderCall.MainAddress].ShouldBe("https://ark.example.com/api/v3");
        provider.Destinations[0].Credentials["apiKey"].ShouldBe("secret");
        provider.Models[0].Prices["720p"].Silent.ShouldBe(0.02592m);
        provider.Models[0].Prices["1080p"].Audio.ShouldBe(0.3402m);
        provider.Limits.PollConcurrency.ShouldBe(32);
    }

    [Fact]
    public void Read_price_per_video_beside_no_resolution_goes_for_all()
    {
        var text = Samples.ProviderFile.Replace("""{ "720p": { "audio": 0.05184, "silent": 0.02592 }, "1080p": 0.3402 }""", """{ "perVideo": { "5": 0.28, "10": 0.56 } }""");

        var prices = Read(text).Snapshot!.Providers[0].Models[0].Prices;

        prices.Keys.ShouldBe(["720p", "1080p"]);
        prices["1080p"].PerVideo![10].ShouldBe(0.56m);
    }

    [Fact]
    public void Read_unset_variable_disables_the_file_and_names_it()
    {
        var files = Read(Samples.ProviderFile, _ => null);

        files.Faults.ShouldBeEmpty();
        var off = files.Snapshot!.Disabled.ShouldHaveSingleItem();
        off.Id.ShouldBe("ark");
        off.Reason.ShouldBe("ARK_API_KEY not set");
    }

    [Fact]
    public void Read_all_credentials_empty_disables_the_file() =>
        Read(Samples.ProviderFile.Replace("${ARK_API_KEY}", "${ARK_API_KEY:-}"), _ => null).Snapshot!.Disabled.ShouldHaveSingleItem();

    [Fact]
    public void Read_faults_of_one_file_leave_the_others_to_be_checked_against_their_plugins()
    {
        _folder.Write("providers/broken.json", "{}");

        var files = Read(Samples.ProviderFile);

        files.Snapshot.ShouldBeNull();
        files.Sound.Providers.ShouldHaveSingleItem().Id.ShouldBe("ark");
    }

    [Fact]
    public void Read_no_credentials_needed_enables_the_file() =>
        Read(Samples.ProviderFile.Replace("""{ "apiKey": "${ARK_API_KEY}" }""", "{}")).Snapshot!.Providers.ShouldHaveSingleItem();

    [Fact]
    public void Read_default_is_used_where_the_variable_is_not_set()
    {
        var text = Samples.ProviderFile.Replace("https://ark.example.com/api/v3/", "${BASE:-https://fallback.example.com}");
        Read(text).Snapshot!.Providers[0].Destinations[0].Addresses[ProviderCall.MainAddress].ShouldBe("https://fallback.example.com");
    }

    [Theory]
    [InlineData(null, null, "https://us-central1.example.com")]
    [InlineData(null, "europe-west4", "https://europe-west4.example.com")]
    [InlineData("https://mine.example.com", "europe-west4", "https://mine.example.com")]
    public void Read_default_may_hold_another_variable(string? baseUrl, string? location, string address)
    {
        var text = Samples.ProviderFile.Replace("https://ark.example.com/api/v3/", "${BASE:-https://${LOCATION:-us-central1}.example.com}");

        var files = Read(text, name => name switch { "BASE" => baseUrl, "LOCATION" => location, _ => "secret" });

        files.Snapshot!.Providers[0].Destinations[0].Addresses[ProviderCall.MainAddress].ShouldBe(address);
    }

    [Theory]
    [InlineData("${BASE:-https://${LOCATION-x}.example.com}")]
    [InlineData("${BASE:-https://${LOCATION:-x.example.com")]
    public void Read_malformed_default_is_a_fault(string address) =>
        Read(Samples.ProviderFile.Replace("https://ark.example.com/api/v3/", address)).Faults.ShouldContain(f => f.Message.StartsWith("holds '${'"));

    [Fact]
    public void Read_variable_without_default_inside_a_default_switches_the_file_off() =>
        Read(Samples.ProviderFile.Replace("https://ark.example.com/api/v3/", "${BASE:-https://${NO_LOCATION}.example.com}"), name => name == "ARK_API_KEY" ? "key" : null)
            .Snapshot!.Disabled.ShouldHaveSingleItem().Reason.ShouldBe("NO_LOCATION not set");

    [Fact]
    public void Read_credential_of_a_file_is_the_files_text()
    {
        var file = _folder.Write("key.json", "{ \"type\": \"service_account\" }\n");

        Read(KeyFile, _ => file).Snapshot!.Providers[0].Destinations[0].Credentials["apiKey"].ShouldBe("{ \"type\": \"service_account\" }\n");
    }

    [Fact]
    public void Read_credential_of_a_file_that_is_not_there_is_a_fault_at_its_line()
    {
        var missing = Path.Combine(_folder.Path, "missing.json");

        Read(KeyFile, _ => missing).Faults.ShouldHaveSingleItem().ToString()
            .ShouldBe($"providers/sample.json:5 credentials.apiKey.file: names '{missing}', which is not a file");
    }

    [Fact]
    public void Read_credential_of_a_folder_or_of_something_else_is_a_fault()
    {
        Read(KeyFile, _ => _folder.Path).Faults.ShouldHaveSingleItem().Message.ShouldEndWith("which is not a file");
        Read(KeyFile.Replace("\"file\"", "\"path\"")).Faults.Select(f => f.Message).ShouldBe(["is not known here. Allowed are file", "lacks 'file'"]);
        Read(KeyFile.Replace("{ \"file\": \"${ARK_API_KEY:-}\" }", "7")).Faults.ShouldHaveSingleItem().Message.ShouldBe("must be a string, or { \"file\": \"PATH\" }");
    }

    [Fact]
    public void Read_credential_of_a_file_without_a_name_is_none() =>
        Read(KeyFile, _ => null).Snapshot!.Disabled.ShouldHaveSingleItem().Reason.ShouldBe("all its credentials are empty");

    [Fact]
    public void Read_several_faults_reports_all_at_once_with_file_line_and_path()
    {
        var text = Samples.ProviderFile
            .Replace("\"plugin\"", "\"plug\"").Replace("\"optional\"", "\"sometimes\"").Replace("1280x720", "huge");

        var faults = Read(text).Faults.Select(f => f.ToString()).ToList();

        faults.ShouldContain(f => f.StartsWith("providers/sample.json:3 plug: is not known here. Allowed are $schema, id, plugin"));
        faults.ShouldContain(f => f.StartsWith("providers/sample.json:1 $: lacks 'plugin'"));
        faults.ShouldContain(f => f.Contains(":9 models[0].audio: must be optional, always or never, not 'sometimes'"));
        faults.ShouldContain(f => f.Contains(":8 models[0].sizes[0]: 'huge' is not a size"));
    }

    [Theory]
    [InlineData("\"id\": \"ark\"", "\"id\": \"Ark!\"", "lower-case letters, digits and dashes")]
    [InlineData("https://ark.example.com/api/v3/", "ftp://ark.example.com", "absolute http or https URL")]
    [InlineData("https://ark.example.com/api/v3/", "https://user:pw@ark.example.com", "without user name")]
    [InlineData("\"defaultSeconds\": 5", "\"defaultSeconds\": 7", "is not among seconds (5, 10)")]
    [InlineData("[5, 10]", "[0]", "list of whole seconds")]
    [InlineData("[5, 10]", "{ \"min\": 9, \"max\": 4 }", "min not above max")]
    [InlineData("\"1080p\": 0.3402", "\"4k\": 0.3402", "has no price for 1080p")]
    [InlineData("\"1080p\": 0.3402", "\"1080p\": -1", "amount in USD")]
    [InlineData("\"silent\": 0.02592", "\"silen\": 0.02592", "must price 'audio' and 'silent'")]
    [InlineData("\"boolean\"", "\"bool\"", "'type' of boolean, integer, number or string")]
    [InlineData("\"promptMax\": 100", "\"promptMax\": \"100\"", "whole number")]
    [InlineData("\"audio\": \"optional\",", "\"audio\": \"optional\", \"audio\": \"never\",", "is given twice")]
    [InlineData("\"seconds\": [5, 10],", "", "lacks 'seconds'")]
    [InlineData("https://ark.example.com/api/v3/", "https://ark.example.com/?region=1", "without user name, query, fragment")]
    [InlineData("\"main\": { \"address\": \"https://ark.example.com/api/v3/\" }", "", "must hold at least one destination")]
    [InlineData("\"main\": { ", "\"main\": { \"addresses\": { \"main\": \"https://other.example.com\" }, ", "is the name of the main address")]
    [InlineData("1280x720", "0x0", "'0x0' is not a size. Write WIDTHxHEIGHT, each from 16 to 16384")]
    [InlineData("1280x720", "-1280x720", "'-1280x720' is not a size")]
    [InlineData("\"1080p\": 0.3402", "\"1080p\": 0.3402, \"480p\": 0.1", "prices a resolution that no size has. The sizes are 720p, 1080p")]
    [InlineData("\"1080p\": 0.3402", "\"1080p\": 1000001", "amount in USD from 0 to 1000000")]
    [InlineData("\"1080p\": 0.3402", "\"1080p\": { \"perVideo\": { \"5\": 1, \"10\": 2 }, \"silent\": 1 }", "has both 'perVideo' and prices per second. Keep one of them")]
    [InlineData("\"1080p\": 0.3402", "\"1080p\": { \"perVideo\": { \"5\": 1 } }", "has no price for 10 seconds")]
    [InlineData("\"1080p\": 0.3402", "\"perVideo\": { \"5\": 1, \"10\": 2 }", "is not known here. Allowed are audio, silent, perVideo")]
    [InlineData("\"boolean\"", "\"string\", \"values\": [\"a\", 1]", "must be of the rule's type, string")]
    [InlineData("\"boolean\"", "\"integer\", \"values\": [1.5]", "must be of the rule's type, integer")]
    [InlineData("\"promptMax\":", "\"retired\": { \"on\": \"2026-02-30\" }, \"promptMax\":", "must be a date YYYY-MM-DD, not '2026-02-30'")]
    [InlineData("\"promptMax\":", "\"retired\": {}, \"promptMax\":", "lacks 'on'")]
    [InlineData("\"promptMax\":", "\"aliases\": [\"\"], \"promptMax\":", "must not be empty")]
    public void Read_bad_value_is_a_fault_that_says_what_is_allowed(string good, string bad, string message) =>
        Read(Samples.ProviderFile.Replace(good, bad)).Faults.ShouldContain(f => f.Message.Contains(message), string.Join('\n', Read(Samples.ProviderFile.Replace(good, bad)).Faults));

    [Theory]
    [InlineData("00:05:00", "00:05:00")]
    [InlineData("2.00:00:00", "2.00:00:00")]
    [InlineData("5", null)]
    [InlineData("00:05", null)]
    [InlineData("5:00", null)]
    [InlineData("-00:05:00", null)]
    [InlineData("00:00:00", null)]
    [InlineData("31.00:00:00", null)]
    [InlineData("24:00:00", null)]
    public void Read_deadline_is_a_whole_time_span_or_a_fault(string text, string? expected)
    {
        var files = Read(Samples.ProviderFile.Replace("\"promptMax\":", $"\"deadline\": \"{text}\", \"promptMax\":"));

        if (expected is null) files.Faults.ShouldHaveSingleItem().Message.ShouldBe($"must be a time span HH:MM:SS or D.HH:MM:SS above zero and at most 30 days, not '{text}'");
        else files.Snapshot!.Providers[0].Models[0].Deadline.ShouldBe(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Read_broken_json_names_the_line()
    {
        var fault = Read("{\n  \"id\": \"ark\",\n  oops\n}").Faults.ShouldHaveSingleItem();
        fault.Line.ShouldBe(3);
        fault.Message.ShouldContain("not valid JSON");
    }

    [Fact]
    public void Read_resolutions_and_ratios_become_sizes()
    {
        var text = Samples.ProviderFile.Replace("\"sizes\": [\"1280x720\", \"1920x1080\"]", "\"resolutions\": [\"720p\", \"1080p\"], \"ratios\": [\"16:9\", \"1:1\"]");
        Read(text).Snapshot!.Providers[0].Models[0].Offering.Sizes.ShouldBe(["1280x720", "960x960", "1920x1080", "1440x1440"]);
    }

    private ProviderFiles Read(string text, Func<string, string?>? environment = null)
    {
        _folder.Write("providers/sample.json", text);
        return CheckedProviderFiles.Read(_folder.Path, environment ?? (name => name == "ARK_API_KEY" ? "secret" : null));
    }
}
