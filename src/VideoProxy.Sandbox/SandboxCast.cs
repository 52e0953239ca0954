using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Ark;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Inbox;
using VideoProxy.Sandbox.Kie;
using VideoProxy.Sandbox.MiniMax;
using VideoProxy.Sandbox.OpenAi;
using VideoProxy.Sandbox.Tasks;

namespace VideoProxy.Sandbox;

/// <summary>Everything that listens on the API port; a new simulator is one more line here.</summary>
internal sealed class SandboxCast : IDisposable
{
    private readonly ISimulator[] _simulators;
    private readonly CallbackInbox _inbox;
    private readonly Announcer _announcer;

    public SandboxCast(SandboxOptions options, TimeProvider time, FileLinks links)
    {
        var starter = new TaskStarter(time, options.Duration);
        _inbox = new CallbackInbox(time);
        _announcer = new Announcer(time);
        _simulators =
        [
            new ArkSimulator(starter, links, _announcer),
            new OpenAiSimulator(starter),
            new KieSimulator(starter, links, _announcer),
            new MiniMaxSimulator(starter, links, _announcer),
        ];
    }

    public IReadOnlyDictionary<string, string> Environment(Uri api) =>
        _simulators.SelectMany(simulator => simulator.Environment(api)).ToDictionary();

    public void Dispose() => _announcer.Dispose();

    public void Map(IEndpointRouteBuilder routes)
    {
        _inbox.Map(routes);
        foreach (var simulator in _simulators)
        {
            simulator.Map(routes);
        }
    }
}
