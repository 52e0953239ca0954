using Microsoft.AspNetCore.Routing;

namespace VideoProxy.Sandbox;

/// <summary>A simulator of one upstream service.</summary>
internal interface ISimulator
{
    /// <summary>Returns the environment variables that point a gateway at this simulator.</summary>
    /// <param name="api">The address of the API listener.</param>
    IEnumerable<KeyValuePair<string, string>> Environment(Uri api);

    /// <summary>Adds the service's routes.</summary>
    void Map(IEndpointRouteBuilder routes);
}
