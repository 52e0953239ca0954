using System.Net;
using VideoProxy.FunctionalTests.Support;
using Xunit.Abstractions;

namespace VideoProxy.FunctionalTests.Faults;

public sealed class FullDiskTests(ITestOutputHelper output) : DatabaseSoak(output), IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private SmallDisk _disk = null!;

    public async Task InitializeAsync() => _disk = await SmallDisk.MountAsync(_folder.Join("disk"), megabytes: 3);

    public async Task DisposeAsync() => await _disk.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Disk_that_fills_up_and_is_emptied_under_load_costs_no_job_and_not_the_process()
    {
        await using var bed = await TestBed.StartOnAsync($"Data Source={_disk.Join("jobs.db")}");

        await RunAsync(bed, "Full disks under SQLite", Do(_disk.Fill), Do(_disk.Empty));
    }

    private protected override async Task ShouldReadAsync(TestBed bed)
    {
        using var list = await bed.Gateway.Client.GetAsync("/v1/videos");
        list.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Func<int, Task> Do(Action act) => _ =>
    {
        act();
        return Task.CompletedTask;
    };
}
