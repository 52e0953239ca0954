using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Ark;

/// <summary>The content items of a request, counted by role.</summary>
internal sealed class ArkContent
{
    private readonly List<string> _texts = [];
    private readonly List<string> _roles = [];

    public ArkContent(JsonArray items)
    {
        foreach (var item in items.OfType<JsonObject>())
        {
            var type = item["type"].Text();
            if (type == "text")
            {
                _texts.Add(item["text"].Text() ?? "");
            }
            else
            {
                _roles.Add(item["role"].Text() ?? (type == "image_url" ? "first_frame" : type ?? ""));
            }
        }
    }

    public string Prompt => string.Join('\n', _texts);

    public int Frames => Count("first_frame") + Count("last_frame");

    public int Images => Count("reference_image");

    public int Videos => Count("reference_video");

    public int Audios => Count("reference_audio");

    public int References => Images + Videos + Audios;

    public bool IsFinalOfDraft => Count("draft_task") > 0;

    public int Count(string role) => _roles.Count(known => known == role);
}
