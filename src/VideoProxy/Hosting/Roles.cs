using VideoProxy.Jobs;

namespace VideoProxy.Hosting;

/// <summary>What a process does of the whole: <c>--roles api,tracker,callbacks</c>.</summary>
[Flags]
internal enum Roles
{
    None = 0,
    Api = 1,
    Tracker = 2,
    Callbacks = 4,
    All = Api | Tracker | Callbacks,
}
