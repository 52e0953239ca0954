using VideoProxy.Abstractions;
using VideoProxy.ProviderTests.Support;
using VideoProxy.Testing;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace VideoProxy.ProviderTests.Contracts;

/// <summary>One server for the whole run. Each plugin's mappings answer below <c>/&lt;plugin&gt;</c>.</summary>
public sealed class PluginStubs : IDisposable
{
    private readonly StubServer _server = StubServer.Start();
    private readonly HttpClient _client = new();
    private readonly List<string> _table = [];
    private readonly IMessageSink _messages;

    public PluginStubs(IMessageSink messages)
    {
        _messages = messages;
        foreach (var plugin in PluginFolder.All)
        {
            foreach (var mapping in plugin.Mappings.Select(file => StateMapping.ReadFile(plugin.Name, file))) mapping.AddTo(_server);
        }
    }

    public string AddressOf(string plugin) => $"{_server.Address}/{plugin}";

    public Task<ProviderReply> SendAsync(string plugin, ProviderCall call)
    {
        _server.ForgetCalls();
        return CallSender.SendAsync(_client, AddressOf(plugin), call);
    }

    /// <summary>Returns what differs if no mapping expects the last call, else an empty text.</summary>
    public string Unmatched() => string.Concat(_server.Unmatched());

    /// <summary>Notes a line of the table that is printed at the end of the run.</summary>
    public void Record(string provider, string state, bool passed) => _table.Add($"{provider,-20} {state,-16} {(passed ? "passed" : "FAILED")}");

    public void Dispose()
    {
        _messages.OnMessage(new DiagnosticMessage("provider x state\n{0}", string.Join('\n', _table.Order(StringComparer.Ordinal))));
        _client.Dispose();
        _server.Dispose();
    }
}
