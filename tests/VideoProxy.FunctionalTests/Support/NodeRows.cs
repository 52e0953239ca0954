namespace VideoProxy.FunctionalTests.Support;

/// <summary>The gateways on one database, as they see each other.</summary>
internal static class NodeRows
{
    /// <summary>A dead node is noticed after 10 s, at somebody's next beat.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public static Task<IReadOnlyList<string>> AllAsync(TestBed bed) => JobRows.QueryAsync<string>(bed, "SELECT id FROM nodes ORDER BY started_at");

    public static Task CountAsync(TestBed bed, int count) => Until.TrueAsync(async () => (await AllAsync(bed)).Count == count, $"{count} nodes alive", Patience);

    /// <summary>The nodes that are asking for jobs at this moment.</summary>
    public static Task<IReadOnlyList<string>> LeasingAsync(TestBed bed) =>
        JobRows.QueryAsync<string>(bed, "SELECT DISTINCT lease_owner FROM jobs WHERE lease_owner IS NOT NULL");
}
