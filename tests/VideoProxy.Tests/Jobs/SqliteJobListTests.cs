using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

public sealed class SqliteJobListTests : JobListTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<string> ConnectionStringAsync() => Task.FromResult($"Data Source={_folder.Path}/jobs.db");
}
