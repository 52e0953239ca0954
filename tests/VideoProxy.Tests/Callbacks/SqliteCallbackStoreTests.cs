using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Callbacks;

public sealed class SqliteCallbackStoreTests : CallbackStoreTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<string> ConnectionStringAsync() => Task.FromResult($"Data Source={_folder.Path}/jobs.db");
}
