using VideoProxy.Abstractions;

namespace VideoProxy.Configuration;

/// <summary>How a <see cref="RemakeKind"/> is written in provider files, in the database and to clients.</summary>
internal static class RemakeWords
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<RemakeKind>().Select(Of)];

    public static string Of(RemakeKind kind) => kind.ToString().ToLowerInvariant();
}
