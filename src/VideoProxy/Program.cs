using System.CommandLine;
using VideoProxy.Cli;

// No termination timeout of the command line's own: on SIGTERM the host drains, as long as its shutdown timeout allows.
return await CommandLine.Build().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
