using System.Security.Cryptography;
using System.Text;
using Dapper;
using VideoProxy.Storage;

namespace VideoProxy.Accounts;

/// <summary>The secret from which the keys for stored secrets and signed links are derived.</summary>
internal sealed class GatewaySecret(byte[] secret)
{
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>From VIDEOPROXY_SECRET; else made once and kept in the database.</summary>
    public static async Task<GatewaySecret> LoadAsync(string? configured, Database database, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(configured)) return new(Encoding.UTF8.GetBytes(configured));
        var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var kept = await database.WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync("INSERT INTO settings (name, value) VALUES ('secret', @fresh) ON CONFLICT (name) DO NOTHING", new { fresh }, tx);
            return await db.QuerySingleAsync<string>("SELECT value FROM settings WHERE name = 'secret'", transaction: tx);
        }, cancel);
        return new(Convert.FromBase64String(kept));
    }
}
