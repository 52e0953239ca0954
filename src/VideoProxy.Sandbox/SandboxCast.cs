using Microsoft.AspNetCore.Routing;
using VideoProxy.Sandbox.Ark;
using VideoProxy.Sandbox.DashScope;
using VideoProxy.Sandbox.Fal;
using VideoProxy.Sandbox.Files;
using VideoProxy.Sandbox.Gemini;
using VideoProxy.Sandbox.Http;
using VideoProxy.Sandbox.Inbox;
using VideoProxy.Sandbox.Kie;
using VideoProxy.Sandbox.Kling;
using VideoProxy.Sandbox.Luma;
using VideoProxy.Sandbox.MiniMax;
using VideoProxy.Sandbox.OpenAi;
using VideoProxy.Sandbox.Replicate;
using VideoProxy.Sandbox.Runway;
using VideoProxy.Sandbox.Tasks;
using VideoProxy.Sandbox.Vertex;
using VideoProxy.Sandbox.XAi;

namespace VideoProxy.Sandbox;

/// <summary>All simulators and the callback inbox, which share the API port. Add a new simulator to the list in the constructor.</summary>
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
            new VertexSimulator(starter),
            new GeminiSimulator(starter, links, _announcer),
            new KieSimulator(starter, links, _announcer),
            new MiniMaxSimulator(starter, links, _announcer),
            new FalSimulator(starter, links),
            new XAiSimulator(starter, links),
            new RunwaySimulator(starter, links),
            new ReplicateSimulator(starter, links),
            new LumaSimulator(starter, links),
            new DashScopeSimulator(starter, links),
            new KlingSimulator(starter, links),
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
