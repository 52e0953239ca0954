using VideoProxy.ProviderTests.Support;
using VideoProxy.Testing;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace VideoProxy.ProviderTests.Contracts;

/// <summary>One WireMock for the whole run. Each plugin's mappings answer below <c>/&lt;plugin&gt;</c>.</summary>
public sealed class WireMockServer(IMessageSink messages) : IAsyncLifetime
{
    private readonly List<string> table = [];
    private WireMockProcess process = null!;

    public HttpClient Client => process.Client;

    public string Address => process.Address;

    public async Task InitializeAsync()
    {
        process = await WireMockProcess.StartAsync(Repository.PathOf("tests"));
        foreach (var plugin in PluginFolder.All)
        {
            foreach (var mapping in plugin.Mappings.Select(file => StateMapping.ReadFile(plugin.Name, file)))
                await process.LoadAsync(mapping.Stub, mapping.Source);
        }
    }

    /// <summary>Notes a line of the table that is printed at the end of the run.</summary>
    public void Record(string provider, string state, bool passed) => table.Add($"{provider,-20} {state,-16} {(passed ? "passed" : "FAILED")}");

    public Task DisposeAsync()
    {
        messages.OnMessage(new DiagnosticMessage("provider x state\n{0}", string.Join('\n', table.Order(StringComparer.Ordinal))));
        process.Dispose();
        return Task.CompletedTask;
    }
}
