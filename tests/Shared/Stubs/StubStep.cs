using System.Globalization;
using WireMock.Server;

namespace VideoProxy.Testing;

/// <summary>The place of a stub among stubs that answer one after the other. The last one answers every further call.</summary>
/// <param name="Scenario">The name that these stubs share.</param>
/// <param name="Number">Counted from 0.</param>
/// <param name="IsLast">Whether no stub follows.</param>
public sealed record StubStep(string Scenario, int Number, bool IsLast)
{
    internal IRespondWithAProvider Place(IRespondWithAProvider mapping)
    {
        if (IsLast && Number == 0) return mapping;
        mapping = mapping.InScenario(Scenario).WillSetStateTo(State(IsLast ? Number : Number + 1));
        // A scenario has no state before its first call.
        return Number == 0 ? mapping : mapping.WhenStateIs(State(Number));
    }

    private static string State(int number) => number.ToString(CultureInfo.InvariantCulture);
}
