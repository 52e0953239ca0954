using System.Net;
using System.Net.NetworkInformation;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>Ports below those that the system gives to outgoing connections: one stays free while its gateway is down.</summary>
internal static class Ports
{
    private const int First = 15_000;
    private const int Count = 17_000;

    // Other test processes on this machine start elsewhere.
    private static int _next = Environment.ProcessId * 37 % Count;

    public static string FreeUrl()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % Count);
            if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().All(taken => taken.Port != port)) return $"http://{IPAddress.Loopback}:{port}";
        }
    }
}
