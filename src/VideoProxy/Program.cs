using System.CommandLine;
using VideoProxy.Cli;

var given = CommandLine.Build().Parse(args);
// No termination timeout of the command line's own: on SIGTERM the host drains, as long as its shutdown timeout allows.
var exitCode = await given.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
// By itself, the command line ends with 1 after it said what it cannot read.
return given.Errors.Count > 0 ? ExitCodes.BadUsage : exitCode;
