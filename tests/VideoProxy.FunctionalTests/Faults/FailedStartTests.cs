using System.Net;
using System.Net.Sockets;
using Npgsql;
using VideoProxy.FunctionalTests.Support;
using VideoProxy.Testing;

namespace VideoProxy.FunctionalTests.Faults;

/// <summary>A start that fails says so in one line: what happened, where, and what to do.</summary>
public sealed class FailedStartTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("port taken", 1, "is in use by another process. Stop that process, or listen on another port with --urls")]
    [InlineData("port below 1024", 1, "This user may not listen on http://127.0.0.1:81. Ports below 1024 need a privilege")]
    [InlineData("address of another machine", 1, "http://192.0.2.1:8080 is not an address of this machine")]
    [InlineData("no certificate", 1, "https://127.0.0.1:0 needs a TLS certificate")]
    [InlineData("certificate that is none", 1, "The TLS certificate cannot be used")]
    [InlineData("certificate that is missing", 1, "nowhere.pfx")]
    [InlineData("data folder that is a file", 1, "a-file/deep/jobs.db cannot be created or opened")]
    [InlineData("data folder that cannot be written", 1, "/proc/videoproxy/jobs.db cannot be created or opened")]
    [InlineData("database file that is none", 1, "a-file: file is not a database")]
    [InlineData("database file that is a folder", 1, "unable to open database file. Check that the folder exists")]
    [InlineData("configuration folder that is missing", 2, "does not exist. Name the configuration folder with --config")]
    [InlineData("wrong password", 1, "PostgreSQL refused the login: password authentication failed for user \"guarded\". Check Username and Password")]
    [InlineData("missing database", 1, "PostgreSQL answered: database \"nowhere\" does not exist. Create the database")]
    public async Task Start_that_fails_prints_one_line_without_a_stack_trace(string kind, int code, string says)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await File.WriteAllTextAsync(_temp.Join("a-file"), "This is no database and no certificate.");
        var config = new ConfigFolder(_temp);
        if (kind.StartsWith("certificate", StringComparison.Ordinal))
            config.WriteGateway(file => file["Kestrel"] = new System.Text.Json.Nodes.JsonObject { ["Certificates"] = new System.Text.Json.Nodes.JsonObject { ["Default"] = new System.Text.Json.Nodes.JsonObject { ["Path"] = _temp.Join(kind.EndsWith("none", StringComparison.Ordinal) ? "a-file" : "nowhere.pfx") } } });
        var urls = kind switch
        {
            "port taken" => $"http://{taken.LocalEndpoint}",
            "port below 1024" => "http://127.0.0.1:81",
            "address of another machine" => "http://192.0.2.1:8080",
            "no certificate" or "certificate that is none" or "certificate that is missing" => "https://127.0.0.1:0",
            _ => "http://127.0.0.1:0",
        };
        var database = kind switch
        {
            "data folder that is a file" => $"Data Source={_temp.Join("a-file", "deep", "jobs.db")}",
            "data folder that cannot be written" => "Data Source=/proc/videoproxy/jobs.db",
            "database file that is none" => $"Data Source={_temp.Join("a-file")}",
            "database file that is a folder" => $"Data Source={_temp.Path}",
            "wrong password" => new NpgsqlConnectionStringBuilder(await Postgres.CreateDatabaseAsync()) { Username = PostgresServer.Guarded, Password = "a-wrong-password" }.ConnectionString,
            "missing database" => new NpgsqlConnectionStringBuilder(await Postgres.CreateDatabaseAsync()) { Database = "nowhere" }.ConnectionString,
            _ => $"Data Source={_temp.Join("jobs.db")}",
        };

        var run = await StartAsync(kind == "port below 1024", database, "--urls", urls, "--config", kind.StartsWith("configuration", StringComparison.Ordinal) ? "/nowhere" : config.Path);

        run.ExitCode.ShouldBe(code, run.Output + run.Errors);
        run.Errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(says);
        (run.Output + run.Errors).ShouldNotContain("   at ");
        (run.Output + run.Errors).ShouldNotContain("a-wrong-password");
        if (kind.StartsWith("port", StringComparison.Ordinal)) File.Exists(_temp.Join("jobs.db")).ShouldBeFalse("the database was touched");
    }

    private Task<ProcessResult> StartAsync(bool withoutPrivilege, string database, params string[] arguments)
    {
        string[] unprivileged = withoutPrivilege && Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set", "-net_bind_service", "--inh-caps", "-net_bind_service"] : [];
        return ProcessRun.RunAsync("env", [$"ConnectionStrings__Jobs={database}", .. unprivileged, "dotnet", Path.Combine(Repository.HostFolder, "VideoProxy.dll"), .. arguments], _temp.Path);
    }
}
