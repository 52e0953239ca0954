using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace VideoProxy.Storage;

/// <summary>The secret from which the keys for stored secrets and signed links are derived: VIDEOPROXY_SECRET, else one kept in the database.</summary>
internal sealed class GatewaySecret(string? configured)
{
    private byte[]? _secret = string.IsNullOrEmpty(configured) ? null : Encoding.UTF8.GetBytes(configured);

    /// <exception cref="InvalidOperationException">The database that keeps it was not opened yet.</exception>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, _secret ?? throw new InvalidOperationException("The gateway's secret is not loaded yet."), 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Where none is configured: made once, kept in the database, the same for all its gateways.</summary>
    public async Task LoadAsync(Database database, CancellationToken cancel)
    {
        if (_secret is not null) return;
        var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var kept = await database.WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync("INSERT INTO settings (name, value) VALUES ('secret', @fresh) ON CONFLICT (name) DO NOTHING", new { fresh }, tx);
            return await db.QuerySingleAsync<string>("SELECT value FROM settings WHERE name = 'secret'", transaction: tx);
        }, cancel);
        _secret = Convert.FromBase64String(kept);
    }
}
