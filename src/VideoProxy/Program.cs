using VideoProxy.Cli;

return await CommandLine.RunAsync(args);
