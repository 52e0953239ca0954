using Microsoft.AspNetCore.Routing;

namespace VideoProxy.Sandbox;

/// <summary>One upstream service: its routes, and the environment variables that point a gateway at it.</summary>
internal interface ISimulator
{
    IEnumerable<KeyValuePair<string, string>> Environment(Uri api);

    void Map(IEndpointRouteBuilder routes);
}
