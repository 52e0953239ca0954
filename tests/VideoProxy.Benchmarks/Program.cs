using VideoProxy.Benchmarks;
using VideoProxy.Benchmarks.Servers;

// The suite starts this program again, as a separate process, for the stub upstream and for the bare server.
return args switch
{
    ["upstream", var fileUrl] => await StubUpstream.RunAsync(fileUrl),
    ["bare", var upstreamUrl, var fileUrl, var statusFile] => await BareServer.RunAsync(upstreamUrl, fileUrl, statusFile),
    _ => await Suite.RunAsync(args),
};
