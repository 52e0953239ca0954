using VideoProxy.Cli;

return await CommandLine.Build().Parse(args).InvokeAsync();
