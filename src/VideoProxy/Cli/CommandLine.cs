using System.CommandLine;
using System.CommandLine.Invocation;
using VideoProxy.Hosting;

namespace VideoProxy.Cli;

/// <summary>The options and commands of the program. Without a command, the program serves.</summary>
internal static class CommandLine
{
    private static readonly Option<string> Config = new("--config")
    {
        Description = "The configuration folder.", DefaultValueFactory = _ => DefaultFolder(), Recursive = true,
    };

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "The addresses to listen on.", DefaultValueFactory = _ => "http://127.0.0.1:8080", Recursive = true,
    };

    private static readonly Option<bool> Sandbox = new("--sandbox")
    {
        Description = "Run against built-in provider simulators; no keys needed.", Recursive = true,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };

    private static readonly Option<bool> Explain = new("--explain") { Description = "Show an example request for each model, and the native call that it becomes." };

    private static readonly Option<string?> DryRun = new("--dry-run") { Description = "Show the native call that the create in this JSON file becomes. Nothing is sent.", HelpName = "FILE" };

    private static readonly Option<string?> Provider = new("--provider") { Description = "With --dry-run: show the call of this provider instead of the best one.", HelpName = "ID" };

    private static readonly Option<bool> Probe = new("--probe") { Description = "Call the cheapest read of each enabled provider to test its address and key. No video is made." };

    private static readonly Option<string> RolesOption = new("--roles")
    {
        Description = "What this process does: api, tracker, callbacks, or several separated by commas.", DefaultValueFactory = _ => "api,tracker,callbacks", Recursive = true,
    };

    /// <summary>Runs the command that the arguments name, and returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter? output = null, TextWriter? error = null)
    {
        // The command line must not end the process after SIGTERM, because the host drains until its own shutdown timeout.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null };
        if (output is not null) invocation.Output = output;
        if (error is not null) invocation.Error = error;
        var parsed = Build().Parse(arguments);
        var code = await parsed.InvokeAsync(invocation);
        // The library returns 1 for bad usage, which here means that the command failed.
        return parsed.Action is ParseErrorAction ? ExitCodes.BadUsage : code;
    }

    private static RootCommand Build()
    {
        RolesOption.Validators.Add(CheckRoles);
        Urls.Validators.Add(CheckUrls);
        var root = new RootCommand("VideoProxy: one gateway in front of every video model.") { Config, Urls, Sandbox, RolesOption };
        root.SetAction(ServeAsync);
        var serve = new Command("serve", "Run the gateway (the default).");
        serve.SetAction(ServeAsync);
        var check = new Command("check", "Read the configuration, load the plugins and report every fault.") { Json, Explain, DryRun, Provider, Probe };
        check.SetAction(CheckAsync);
        check.Validators.Add(given =>
        {
            if (given.GetValue(Provider) is not null && given.GetValue(DryRun) is null) given.AddError("--provider needs --dry-run FILE.");
            if (given.GetValue(Probe) && given.GetValue(DryRun) is not null) given.AddError("--probe calls providers and --dry-run sends nothing, so give only one of them.");
        });
        root.Add(serve);
        root.Add(check);
        root.Add(JobsCommand.Build(Config, Json));
        root.Add(CallbacksCommand.Build(Config, Json));
        return root;
    }

    private static Task<int> ServeAsync(ParseResult result, CancellationToken cancel) => ServeCommand.RunAsync(
        new ServeOptions(Path.GetFullPath(result.GetValue(Config)!), result.GetValue(Urls)!, result.GetValue(Sandbox), ParseRoles(result.GetValue(RolesOption)!)), cancel);

    private static Task<int> CheckAsync(ParseResult result, CancellationToken cancel) => CheckCommand.RunAsync(
        new CheckOptions(
            Path.GetFullPath(result.GetValue(Config)!), result.GetValue(Sandbox), result.GetValue(Json), result.GetValue(Explain),
            result.GetValue(DryRun), result.GetValue(Provider), result.GetValue(Probe)),
        Console.Out, Console.Error, cancel);

    private static Roles ParseRoles(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(Roles.None, (roles, word) => roles | Enum.Parse<Roles>(word, ignoreCase: true));

    private static void CheckRoles(System.CommandLine.Parsing.OptionResult given)
    {
        var words = given.GetValueOrDefault<string>()?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var wrong = words.FirstOrDefault(word => word.ToLowerInvariant() is not ("api" or "tracker" or "callbacks"));
        if (words.Length == 0 || wrong is not null) given.AddError($"--roles takes api, tracker and callbacks, not '{wrong}'.");
    }

    private static void CheckUrls(System.CommandLine.Parsing.OptionResult given)
    {
        var urls = given.GetValueOrDefault<string>()?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var wrong = urls.FirstOrDefault(url => !IsListenable(url));
        if (urls.Length == 0 || wrong is not null) given.AddError($"--urls takes URLs such as http://127.0.0.1:8080, separated by semicolons, not '{wrong}'.");
    }

    private static bool IsListenable(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Scheme.ToLowerInvariant() is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Returns config/ in the current folder, or else the folder that was published with the program.</summary>
    private static string DefaultFolder() =>
        Directory.Exists("config") ? "config" : Path.Combine(AppContext.BaseDirectory, "config");
}
