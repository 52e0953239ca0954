using VideoProxy.Callbacks;
using VideoProxy.Configuration;
using VideoProxy.Jobs;
using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Callbacks;

public sealed class CallbackEffectTests : IAsyncLifetime, IDisposable
{
    private const string Own = "https://operator.example.com/hook";
    private readonly TempFolder _folder = new();
    private readonly CallbackSignal _signal = new();
    private TestStores _stores = null!;

    public async Task InitializeAsync() => _stores = await TestStores.OpenAsync($"Data Source={Path.Combine(_folder.Path, "jobs.db")}");

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    public void Dispose()
    {
        _signal.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Own, "account", "failed", true)]
    [InlineData(Own, "account", "completed", false)]
    [InlineData("https://client.example.com/hook", "account", "completed", true)]
    [InlineData(Own, "raw", "completed", true)]
    public async Task End_that_the_accounts_endpoint_does_not_want_owes_no_callback(string url, string signature, string status, bool isOwed)
    {
        var effect = new CallbackEffect(_signal, new CallbacksOptions { Default = new() { Url = new Uri(Own), Events = ["failed", "expired"] } });
        var job = Samples.Job() with { CallbackUrl = url, CallbackSignature = signature };
        await _stores.Jobs.CreateAsync(job, Samples.Attempt(job), null, default);

        await _stores.Database.WriteAsync(async (db, tx) =>
        {
            await effect.CommitAsync(db, tx, job with { Status = status, CompletedAt = 9000 });
            return true;
        }, default);

        (await _stores.Callbacks.FindOfJobAsync(job.Id, default) is not null).ShouldBe(isOwed);
    }
}
