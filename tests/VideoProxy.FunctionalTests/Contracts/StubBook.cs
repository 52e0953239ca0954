using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;
using VideoProxy.Testing;

namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>The stubs of one flow, and the calls that they answered.</summary>
/// <param name="server">Where they are.</param>
/// <param name="mark">A text that is in every call of the flow and in no other.</param>
internal sealed class StubBook(StubServer server, string mark)
{
    private readonly List<(Guid Id, string Name, bool IsRepeated)> _stubs = [];

    /// <summary>Adds a stub that must be called once.</summary>
    public void Add(string name, JsonObject request, JsonObject response) => _stubs.Add((server.Add($"{mark} {name}", request, response), name, false));

    /// <summary>Adds one of several stubs that answer one after the other. The last one may be called more than once.</summary>
    public void AddStep(string name, JsonObject request, JsonObject response, int number, bool isLast)
    {
        var id = server.Add($"{mark} {number + 1} {name}", request, response, new StubStep(mark, number, isLast));
        _stubs.Add((id, $"{number + 1} {name}", isLast));
    }

    /// <summary>Checks that each stub was called as often as it must be, that nothing else was called, and that no call carried the client's key.</summary>
    public void Verify()
    {
        foreach (var (id, name, isRepeated) in _stubs)
        {
            var calls = server.CallsOf(id);
            if (isRepeated) calls.ShouldNotBeEmpty($"'{name}' was not called");
            else calls.Count.ShouldBe(1, $"'{name}' was called {calls.Count} times");
            string.Concat(calls).ShouldNotContain(TestBed.Key);
        }

        Undocumented().ShouldBeEmpty();
    }

    /// <summary>Returns the calls of the flow that no stub expects, with what differs from the nearest stub.</summary>
    public IReadOnlyList<string> Undocumented() => server.Unmatched(mark);
}
