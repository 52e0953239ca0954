using VideoProxy.Abstractions;

namespace VideoProxy.Configuration;

/// <summary>Maps a <see cref="RemakeKind"/> to its word in provider files, in the database and in answers.</summary>
internal static class RemakeWords
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<RemakeKind>().Select(Of)];

    public static string Of(RemakeKind kind) => kind.ToString().ToLowerInvariant();
}
