using System.Security.Authentication;
using Microsoft.Data.Sqlite;
using Npgsql;
using VideoProxy.Storage;

namespace VideoProxy.Tests.Storage;

public sealed class DatabaseFaultsTests
{
    [Theory]
    [InlineData(5, true)]
    [InlineData(8, true)]
    [InlineData(10, true)]
    [InlineData(11, true)]
    [InlineData(13, true)]
    [InlineData(14, true)]
    [InlineData(1, false)]
    [InlineData(19, false)]
    public void SQLite_code_is_an_outage_if_the_statement_is_not_to_blame(int code, bool isOutage) =>
        DatabaseFaults.IsOutage(new SqliteException("a fault", code)).ShouldBe(isOutage);

    [Theory]
    [InlineData("53100", true)]
    [InlineData("53300", true)]
    [InlineData("57P01", true)]
    [InlineData("57P02", true)]
    [InlineData("57P03", true)]
    [InlineData("25006", true)]
    [InlineData("58030", true)]
    [InlineData("08006", true)]
    [InlineData("22021", false)]
    [InlineData("23505", false)]
    [InlineData("42P01", false)]
    public void PostgreSQL_state_is_an_outage_if_the_statement_is_not_to_blame(string state, bool isOutage) =>
        DatabaseFaults.IsOutage(Postgres(state)).ShouldBe(isOutage);

    [Fact]
    public void Lost_connection_and_timeout_are_outages_and_a_bug_is_not()
    {
        DatabaseFaults.IsOutage(new NpgsqlException("gone", new IOException())).ShouldBeTrue();
        DatabaseFaults.IsOutage(new TimeoutException()).ShouldBeTrue();
        DatabaseFaults.IsOutage(new InvalidOperationException()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("28P01", "Check Username and Password")]
    [InlineData("28000", "Check Username and Password")]
    [InlineData("3D000", "Create the database")]
    [InlineData("42501", "owner of the database")]
    public void Setting_that_the_server_refuses_names_its_remedy(string state, string says) =>
        DatabaseFaults.WrongSetting(Postgres(state))!.ShouldContain(says);

    [Fact]
    public void Failed_TLS_handshake_is_a_wrong_setting_and_an_absent_server_is_not()
    {
        DatabaseFaults.WrongSetting(new NpgsqlException("no", new AuthenticationException("bad certificate")))!.ShouldContain("SSL Mode");
        DatabaseFaults.WrongSetting(new NpgsqlException("no", new System.Net.Sockets.SocketException())).ShouldBeNull();
        DatabaseFaults.WrongSetting(Postgres("57P03")).ShouldBeNull();
    }

    private static PostgresException Postgres(string state) => new("words", "FATAL", "FATAL", state);
}
