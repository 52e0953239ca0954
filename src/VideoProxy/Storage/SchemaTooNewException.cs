namespace VideoProxy.Storage;

/// <summary>A newer program wrote this database. Going on would damage it.</summary>
internal sealed class SchemaTooNewException(long found, long known) : Exception(
    $"The database has schema version {found}, this program knows {known}: it was written by a newer VideoProxy. Start that version, or give another database in ConnectionStrings__Jobs.");
