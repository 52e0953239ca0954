using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Providers;

public sealed class PassthroughConflictsTests
{
    private static readonly PluginLoader Shipped = new(Plugins.Shipped);

    [Theory]
    [InlineData("ByteDance", "model")]
    [InlineData("ByteDance", "content")]
    [InlineData("ByteDance", "ratio")]
    [InlineData("ByteDance", "generate_audio")]
    [InlineData("OpenAiCompatible", "seconds")]
    [InlineData("OpenAiCompatible", "input_reference")]
    public void Name_that_a_shipped_plugin_writes_is_a_fault_with_its_place(string plugin, string name)
    {
        var fault = Find(plugin, name).ShouldHaveSingleItem();

        fault.ToString().ShouldBe(
            $"providers/sample.json:11 models[0].passthrough.{name}: '{name}' is written by plugin '{plugin}' itself, so a client cannot send it. Remove it");
    }

    [Theory]
    [InlineData("ByteDance", "watermark")]
    [InlineData("ByteDance", "text")]
    [InlineData("OpenAiCompatible", "style")]
    public void Name_that_a_shipped_plugin_leaves_to_clients_is_no_fault(string plugin, string name) => Find(plugin, name).ShouldBeEmpty();

    [Fact]
    public void Name_in_a_multipart_body_is_found_too() =>
        Find("OpenAiCompatible", "input_reference", """{ "form": "multipart" }""").ShouldHaveSingleItem();

    [Fact]
    public void Name_written_only_for_what_the_offering_takes_follows_the_offering()
    {
        Find("ByteDance", "seed").ShouldBeEmpty();
        Find("ByteDance", "seed", edit: file => file.Replace("\"audio\": \"optional\"", "\"seed\": true, \"audio\": \"optional\"")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Name_is_looked_for_where_the_plugin_puts_its_options()
    {
        var nested = new SpokenProvider(job =>
        {
            var parameters = new JsonObject { ["size"] = job.Output.Size };
            foreach (var (name, value) in job.Request.ProviderOptions) parameters.TryAdd(name, value?.DeepClone());
            return new JsonObject { ["model"] = "m", ["parameters"] = parameters };
        });

        Find(nested, "size").ShouldHaveSingleItem();
        Find(nested, "model").ShouldBeEmpty();
    }

    [Fact]
    public void Value_that_would_take_the_place_of_the_plugins_own_is_a_fault()
    {
        var yielding = new SpokenProvider(job =>
        {
            var body = new JsonObject { ["size"] = job.Output.Size };
            foreach (var (name, value) in job.Request.ProviderOptions) body[name] = value?.DeepClone();
            return body;
        });

        Find(yielding, "size").ShouldHaveSingleItem();
    }

    [Fact]
    public void Plugin_that_throws_at_a_sample_is_no_fault_of_the_file() =>
        Find(new SpokenProvider(_ => throw new InvalidOperationException("no samples")), "size").ShouldBeEmpty();

    private static List<ConfigFault> Find(string plugin, string name, string settings = "{}", Func<string, string>? edit = null)
    {
        var translator = Shipped.Load(plugin).Plugin!.Create(new ProviderSettings("ark", JsonNode.Parse(settings)!.AsObject()));
        return Find(translator, name, file => (edit?.Invoke(file) ?? file).Replace("ByteDance", plugin));
    }

    private static List<ConfigFault> Find(IVideoProvider translator, string name, Func<string, string>? edit = null)
    {
        var file = Samples.ProviderFile.Replace("\"watermark\"", $"\"{name}\"");
        return [.. PassthroughConflicts.Find(Samples.Provider(edit?.Invoke(file) ?? file), translator)];
    }

    private sealed class SpokenProvider(Func<ProviderJob, JsonObject> body) : IVideoProvider
    {
        public IEnumerable<RequestProblem> Validate(VideoRequest request, Offering offering) => [];

        public ProviderCall Submit(ProviderJob job) => new("POST", "/tasks") { Content = new CallContent.Json(body(job)) };

        public SubmitReport ReadSubmit(ProviderJob job, ProviderReply reply) => throw new NotSupportedException();

        public ProviderCall Poll(ProviderJob job) => throw new NotSupportedException();

        public JobReport ReadPoll(ProviderJob job, ProviderReply reply) => throw new NotSupportedException();
    }
}
