using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace VideoProxy.Testing;

/// <summary>
/// Plays providers on a loopback port, as their WireMock mappings say. A call that fits no mapping is answered with 404 and
/// described by <see cref="Unmatched"/>.
/// </summary>
public sealed class StubServer : IDisposable
{
    /// <summary>The body of the 404 for a call that fits no mapping.</summary>
    public const string UnmatchedBody = """{"Status":"No matching mapping found"}""";

    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] });
    private readonly ConcurrentDictionary<Guid, Stub> _stubs = [];

    private StubServer()
    {
    }

    public string Address => _server.Urls[0];

    public static StubServer Start() => new();

    /// <param name="name">What messages call the stub, such as the file of its mapping.</param>
    /// <param name="request">The <c>request</c> of a WireMock mapping.</param>
    /// <param name="response">Its <c>response</c>.</param>
    /// <param name="step">The stub's place among stubs that answer one after the other.</param>
    public Guid Add(string name, JsonObject request, JsonObject response, StubStep? step = null)
    {
        try
        {
            var stub = new Stub(name, StubRequest.Read(request));
            var mapping = _server.Given(Request.Create().Add(stub)).WithTitle(name);
            mapping = step?.Place(mapping) ?? mapping;
            _stubs[mapping.Guid] = stub;
            mapping.RespondWith(StubResponse.Read(response));
            return mapping.Guid;
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            throw new FormatException($"{name}: {error.Message}", error);
        }
    }

    /// <summary>Returns the calls that a stub has answered, as text.</summary>
    public IReadOnlyList<string> CallsOf(Guid stub) => [.. Calls(answeredBy: stub).Select(Print)];

    /// <summary>Returns the calls that no stub expects: each as text, with the stub that comes nearest and what differs.</summary>
    /// <param name="mark">A text that is in the calls in question.</param>
    public IReadOnlyList<string> Unmatched(string mark = "") =>
        [.. Calls(answeredBy: null).Where(call => Print(call).Contains(mark, StringComparison.Ordinal)).Select(Describe)];

    public void ForgetCalls() => _server.ResetLogEntries();

    public void Dispose() => _server.Dispose();

    private IEnumerable<IRequestMessage> Calls(Guid? answeredBy) =>
        _server.LogEntries.Where(entry => entry.MappingGuid == answeredBy).Select(entry => entry.RequestMessage);

    private string Describe(IRequestMessage call)
    {
        var nearest = _stubs.Values.Select(stub => (stub.Name, Distance: stub.DistanceTo(call)))
            .MinBy(stub => (stub.Distance.Unmet, stub.Distance.Differences.Count));
        return $"{Print(call)}\nNo mapping expects this call. '{nearest.Name}' comes nearest:\n  {string.Join("\n  ", nearest.Distance.Differences)}\n";
    }

    private static string Print(IRequestMessage call)
    {
        var headers = call.Headers?.Select(header => $"{header.Key}: {header.Value}") ?? [];
        var body = call.Body ?? (call.BodyAsBytes is { } bytes ? System.Text.Encoding.Latin1.GetString(bytes) : "");
        return string.Join('\n', [$"{call.Method} {call.Url}", .. headers, "", body]);
    }
}
