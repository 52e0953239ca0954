using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace VideoProxy.Storage;

/// <summary>The secret that the keys for stored secrets and signed links are derived from: VIDEOPROXY_SECRET, or else a secret in the database.</summary>
internal sealed class GatewaySecret(string? configured)
{
    private byte[]? _secret = string.IsNullOrEmpty(configured) ? null : Encoding.UTF8.GetBytes(configured);

    /// <exception cref="InvalidOperationException">The secret is in the database, and the database is not open yet.</exception>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, _secret ?? throw new InvalidOperationException("The gateway's secret is not loaded yet."), 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Loads the secret. If none is configured, one is generated and stored in the database, so that all gateways on it share the same secret.</summary>
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
