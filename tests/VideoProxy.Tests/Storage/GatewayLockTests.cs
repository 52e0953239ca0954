using System.Globalization;
using VideoProxy.Storage;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Storage;

public sealed class GatewayLockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_is_refused_with_the_holders_process_id_until_it_is_released()
    {
        var (first, _) = GatewayLock.Take(At("deep/jobs.db"));
        var (second, refusal) = GatewayLock.Take(At("deep/jobs.db"));
        second.ShouldBeNull();
        refusal!.ShouldContain($"process id {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}.");
        refusal!.ShouldContain(Path.Combine(_folder.Path, "deep/jobs.db"));

        first!.Dispose();

        GatewayLock.Take(At("deep/jobs.db")).Lock!.Dispose();
    }

    [Fact]
    public void Take_by_another_name_of_the_file_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "real.db"), "");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link.db"), Path.Combine(_folder.Path, "real.db"));
        using var held = GatewayLock.Take(At("real.db")).Lock!;

        GatewayLock.Take(At("link.db")).Lock.ShouldBeNull();
        GatewayLock.Take($"DataSource={_folder.Path}/./real.db").Lock.ShouldBeNull();
    }

    [Theory]
    [InlineData("Host=db.example.org;Database=jobs")]
    [InlineData("Data Source=:memory:")]
    public void Take_of_a_database_without_a_file_needs_no_lock(string connection)
    {
        using var first = GatewayLock.Take(connection).Lock!;
        using var second = GatewayLock.Take(connection).Lock!;

        second.ShouldNotBeNull();
    }

    private string At(string file) => $"Data Source={Path.Combine(_folder.Path, file)}";
}
