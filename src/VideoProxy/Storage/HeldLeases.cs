using System.Collections.Concurrent;

namespace VideoProxy.Storage;

/// <summary>
/// The rows of one table that this process works on. If the database fails, it may keep a lease of this node for a row that nobody
/// here works on any more. Comparing both sides finds such rows, so that they need not wait until their lease expires.
/// </summary>
internal sealed class HeldLeases
{
    private readonly ConcurrentDictionary<string, int> _held = new(StringComparer.Ordinal);
    private int _mayHaveLost;

    public bool IsHeld(string id) => _held.ContainsKey(id);

    /// <summary>Registers work on a row, before its lease is taken or before the previous holder lets go of it.</summary>
    public void Hold(string id) => _held.AddOrUpdate(id, 1, static (_, count) => count + 1);

    public void Release(string id)
    {
        while (_held.TryGetValue(id, out var count))
        {
            if (count == 1 ? _held.TryRemove(KeyValuePair.Create(id, 1)) : _held.TryUpdate(id, count - 1, count)) return;
        }
    }

    /// <summary>Reports that the database may keep a lease for a row that is no longer held.</summary>
    public void ReportLoss() => Volatile.Write(ref _mayHaveLost, 1);

    /// <summary>Returns whether a loss was reported since the last call.</summary>
    public bool TakeLoss() => Interlocked.Exchange(ref _mayHaveLost, 0) == 1;
}
