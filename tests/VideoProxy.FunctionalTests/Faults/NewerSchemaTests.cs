using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Faults;

public sealed class NewerSchemaTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Database_of_a_newer_program_ends_the_start_and_is_left_alone(bool isPostgres)
    {
        await using var bed = await TestBed.PrepareOnAsync(isPostgres ? await Postgres.CreateDatabaseAsync() : null);
        await JobRows.QueryAsync<int>(bed, "CREATE TABLE schema_version (version INTEGER PRIMARY KEY)");
        await JobRows.QueryAsync<int>(bed, "INSERT INTO schema_version (version) VALUES (999) RETURNING version");

        var run = await ProcessRun.RunAsync("env",
            [$"ConnectionStrings__Jobs={bed.ConnectionString}", "dotnet", Path.Combine(Repository.HostFolder, "VideoProxy.dll"), "--urls", "http://127.0.0.1:0"], _temp.Path);

        run.ExitCode.ShouldBe(1, run.Output + run.Errors);
        run.Errors.ShouldContain("The gateway cannot start: The database has schema version 999");
        run.Errors.ShouldContain("it was written by a newer VideoProxy");
        run.Errors.ShouldNotContain("   at ");
        (await JobRows.QueryAsync<int>(bed, "SELECT version FROM schema_version")).ShouldBe([999]);
    }
}
