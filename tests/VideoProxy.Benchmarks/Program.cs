using VideoProxy.Benchmarks;
using VideoProxy.Benchmarks.Servers;

// The stub and the servers to compare with are this program too, as processes of their own.
return args switch
{
    ["upstream", var fileUrl] => await StubUpstream.RunAsync(fileUrl),
    ["bare", var upstreamUrl, var fileUrl, var statusFile] => await BareServer.RunAsync(upstreamUrl, fileUrl, statusFile),
    _ => await Suite.RunAsync(args),
};
