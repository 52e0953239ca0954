using System.CommandLine;

namespace VideoProxy.Cli;

/// <summary>The options and commands of the program; without a command it serves.</summary>
internal static class CommandLine
{
    private static readonly Option<string> Config = new("--config")
    {
        Description = "The configuration folder.", DefaultValueFactory = _ => DefaultFolder(), Recursive = true,
    };

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen.", DefaultValueFactory = _ => "http://127.0.0.1:8080", Recursive = true,
    };

    private static readonly Option<bool> Sandbox = new("--sandbox")
    {
        Description = "Run against built-in provider simulators; no keys needed.", Recursive = true,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Machine-readable output." };

    public static RootCommand Build()
    {
        var root = new RootCommand("VideoProxy: one gateway in front of every video model.") { Config, Urls, Sandbox };
        root.SetAction(ServeAsync);
        var serve = new Command("serve", "Run the gateway (the default).");
        serve.SetAction(ServeAsync);
        var check = new Command("check", "Read the configuration, load the plugins and report every fault.") { Json };
        check.SetAction((result, cancel) => Task.FromResult(CheckCommand.Run(
            Path.GetFullPath(result.GetValue(Config)!), result.GetValue(Sandbox), result.GetValue(Json), Console.Out)));
        root.Add(serve);
        root.Add(check);
        return root;
    }

    private static Task<int> ServeAsync(ParseResult result, CancellationToken cancel) => ServeCommand.RunAsync(
        new ServeOptions(Path.GetFullPath(result.GetValue(Config)!), result.GetValue(Urls)!, result.GetValue(Sandbox)), cancel);

    /// <summary>The folder beside the caller, else the one that was published with the program.</summary>
    private static string DefaultFolder() =>
        Directory.Exists("config") ? "config" : Path.Combine(AppContext.BaseDirectory, "config");
}
