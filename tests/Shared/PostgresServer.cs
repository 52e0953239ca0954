using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace VideoProxy.Testing;

/// <summary>A PostgreSQL of the test run's own: made with initdb in a temporary folder, gone with the run.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>A user whose password is always wrong.</summary>
    public const string Guarded = "guarded";

    private const string Account = "postgres";
    private readonly string _folder = Directory.CreateTempSubdirectory("videoproxy-pg-").FullName;
    private int _next;

    private PostgresServer() => Port = FreePort();

    public int Port { get; }

    private string Data => Path.Combine(_folder, "data");

    /// <param name="fsync">False where only speed of the tests matters: nobody pulls this server's plug.</param>
    public static async Task<PostgresServer> StartAsync(bool fsync = false)
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", Account, server._folder);
        await RunAsOwnerAsync("initdb", "-D", server.Data, "-A", "trust", "-U", Account, "--no-sync", "-E", "UTF8", "--locale=C");
        await File.AppendAllTextAsync(Path.Combine(server.Data, "postgresql.conf"),
            $"\nport = {server.Port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{server._folder}'\nmax_connections = 200\nfsync = {(fsync ? "on" : "off")}\n");
        // All others are trusted. This account does not exist, so every password of it is wrong.
        var access = Path.Combine(server.Data, "pg_hba.conf");
        await File.WriteAllTextAsync(access, $"host all {Guarded} 127.0.0.1/32 scram-sha-256\n" + await File.ReadAllTextAsync(access));
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>As if the machine's power failed: the server has no moment to say goodbye to anybody.</summary>
    public async Task KillAsync()
    {
        var pid = int.Parse((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        using var server = Process.GetProcessById(pid);
        server.Kill();
        await server.WaitForExitAsync();
    }

    /// <summary>Starts the server after a kill: until its last process has noticed, a start is refused.</summary>
    public async Task StartAfterKillAsync()
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                await StartAgainAsync();
                return;
            }
            catch (InvalidOperationException) when (tried < 40)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
            }
        }
    }

    /// <summary>An empty database; its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _next)}";
        await using var connection = new NpgsqlConnection(ConnectionString(Account));
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {name}";
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username={Account};Database={database}";

    public Task StartAgainAsync() => RunAsOwnerAsync("pg_ctl", "start", "-w", "-D", Data, "-l", Path.Combine(_folder, "log"));

    /// <summary>As when the machine is rebooted: every connection breaks.</summary>
    public Task StopAsync() => RunAsOwnerAsync("pg_ctl", "stop", "-w", "-m", "immediate", "-D", Data);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task RunAsOwnerAsync(string tool, params string[] arguments)
    {
        var path = Path.Combine(Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last(), "bin", tool);
        // The server refuses to run as root.
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", Account, "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Not redirected into pipes: the server would inherit them and hold them open for its whole life.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        foreach (var argument in (string[])["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
