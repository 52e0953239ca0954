using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.Providers.Avalanche;

/// <summary>
/// The step that a job has reached, stored in its note. Kie makes every video at 720p and upgrades it on request.
/// <code>
/// making → (720p is ready) → 1080p: GET get-1080p-video until it returns a link
///                          → 4k:    POST get-4k-video until it returns a link. If it returns a task, GET record-info of that task
/// </code>
/// </summary>
/// <param name="Name">One of <see cref="Making"/>, <see cref="FullHd"/>, <see cref="UltraHd"/>.</param>
/// <param name="UpgradeId">The id of the upgrade's own task, or null if Kie returned none.</param>
internal sealed record AvalancheStep(string Name, string? UpgradeId = null)
{
    public const string Making = "making";
    public const string FullHd = "1080p";
    public const string UltraHd = "4k";

    public static AvalancheStep Read(JsonNode? note) => note is JsonObject members && Text(members["step"]) is (FullHd or UltraHd) and { } name
        ? new AvalancheStep(name, Text(members["upgrade"]))
        : new AvalancheStep(Making);

    public JsonObject ToNote()
    {
        var note = new JsonObject { ["step"] = Name };
        if (UpgradeId is not null)
            note["upgrade"] = UpgradeId;
        return note;
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
