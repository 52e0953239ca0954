using VideoProxy.Benchmarks;
using VideoProxy.Benchmarks.Servers;

// The suite starts this program again, as a separate process, for the stub upstream, the bare server and the receivers of callbacks.
return args switch
{
    ["upstream", var fileUrl] => await StubUpstream.RunAsync(fileUrl),
    ["receiver", var kind] => await StubReceiver.RunAsync(hangs: kind == "hangs"),
    ["bare", var upstreamUrl, var fileUrl, var statusFile] => await BareServer.RunAsync(upstreamUrl, fileUrl, statusFile),
    _ => await Suite.RunAsync(args),
};
