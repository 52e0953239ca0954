using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>All native APIs behind the shipped provider files. The reasons are those of the providers' own documents.</summary>
internal static class NativeApis
{
    private const string NoRefusal = NativeApi.None + "no refusal of a prompt is documented, only of a video";
    private const string NoRenewal = NativeApi.None + "nothing gives a second link";
    private const string OwnFile = NativeApi.None + "no link: the file is read with the provider's key";
    private const string AtEachLook = "succeeded:dead succeeded";

    private static readonly NativeApi Kie = new("avalanche", "Avalanche", "avalanche/veo-3.1-lite-generate-preview")
    {
        Fields = """{"seconds":8,"size":"1280x720"}""",
        Otherwise = [("\"veo3_fast\"", "\"veo3_lite\"")],
        LinkRenewed = "succeeded:dead link",
        Link = JsonNode.Parse("""
            {
              "request": {
                "method": "POST", "urlPath": "/api/v1/common/download-url", "headers": { "Authorization": { "equalTo": "Bearer contract-key" } },
                "bodyPatterns": [{ "matches": "\\{\"url\":\"[^\"]*of=avalanche-LinkRenewed-flow-dead\"\\}" }]
              },
              "response": { "status": 200, "jsonBody": { "code": 200, "msg": "success", "data": "https://tempfile.aiquickdraw.com/v/renewed.mp4" } },
              "metadata": { "input": {}, "report": {} }
            }
            """)!.AsObject(),
    };

    private static readonly NativeApi Hailuo = new("minimax v1", "MiniMax", "minimax/minimax-hailuo-2.3")
    {
        Prefix = "v1-",
        Fields = """{"seconds":6,"size":"1366x768","audio":false}""",
        Completed = "queued running succeeded link",
        LinkRenewed = "succeeded link:dead link",
        Link = JsonNode.Parse("""
            {
              "request": {
                "method": "GET", "urlPath": "/v1/files/retrieve", "queryParameters": { "file_id": { "equalTo": "205258526306433" } },
                "headers": { "Authorization": { "equalTo": "Bearer contract-key" } }
              },
              "response": {
                "status": 200,
                "jsonBody": {
                  "file": {
                    "file_id": 205258526306433, "bytes": 8, "created_at": 1700469398, "filename": "output.mp4", "purpose": "video_generation",
                    "download_url": "https://video-product.cdn.minimax.io/1/output.mp4"
                  },
                  "base_resp": { "status_code": 0, "status_msg": "success" }
                }
              },
              "metadata": { "input": { "upstreamId": "205258526306433" }, "report": {} }
            }
            """)!.AsObject(),
    };

    public static IReadOnlyList<NativeApi> All { get; } =
    [
        new("google-vertex", "GoogleVertex", "google-vertex/veo-3.1-generate-preview")
        {
            Fields = """{"seconds":8}""",
            Otherwise = [("5", "8")],
            IsInline = true,
            LinkRenewed = NativeApi.None + "no link: the video is inside the reply",
        },
        new("gemini", "Gemini", "gemini/gemini-omni-1.1-flash")
        {
            Fields = """{"seconds":5}""",
                PromptRefused = NativeApi.None + "a safety block can be a 400, of which no body is documented",
            File = "/v1beta/files/xyz:download",
            LinkRenewed = OwnFile,
        },
        Kie,
        Kie with
        {
            Name = "avalanche 1080p", Model = "avalanche/veo-3.1-fast-generate-preview", Fields = """{"seconds":8,"size":"1920x1080"}""", Otherwise = [],
            Completed = "queued running needs-1080p upgraded-1080p", Otherness = "as at 720p",
        },
        Kie with
        {
            Name = "avalanche 4k", Model = "avalanche/veo-3.1-fast-generate-preview", Fields = """{"seconds":8,"size":"3840x2160"}""", Otherwise = [],
            Completed = "queued running needs-1080p upgraded-4k", Otherness = "as at 720p",
        },
        Hailuo,
        new("minimax v2", "MiniMax", "minimax/minimax-h3")
        {
            Prefix = "v2-",
            Fields = """{"seconds":5,"size":"2560x1440"}""",
            // A link of its own at each look: the tracker's, the first download's, the second one's.
            LinkRenewed = "succeeded:dead succeeded:dead succeeded",
        },
        new("bytedance", "ByteDance", "bytedance/seedance-2-0") { Fields = """{"seconds":5}""", LinkRenewed = NoRenewal },
        new("openai", "OpenAiCompatible", "openai/sora-2") { Fields = """{"seconds":8}""", File = "/videos/{id}/content", LinkRenewed = OwnFile },
        new("fal", "Declarative", "fal/veo-3.1")
        {
            Prefix = "fal-",
            Fields = """{"seconds":8}""",
            Otherwise = [("\"5s\"", "\"8s\"")],
            Completed = "queued running goes-on succeeded",
            Failed = "goes-on failed",
            Filtered = "goes-on filtered",
            LinkRenewed = NoRenewal,
        },
        new("xai", "Declarative", "xai/grok-imagine-video-1.5")
        {
            Prefix = "xai-",
            Fields = """{"seconds":5}""",
            Completed = "running succeeded",
            PromptRefused = NoRefusal,
            LinkRenewed = NoRenewal,
        },
        new("runway", "Declarative", "runway/gen4.5") { Prefix = "runway-", Fields = """{"seconds":5}""", PromptRefused = NoRefusal, LinkRenewed = AtEachLook },
        new("replicate", "Declarative", "replicate/veo-3.1")
        {
            Prefix = "replicate-",
            Fields = """{"seconds":8}""",
            Otherwise = [("5", "8")],
            PromptRefused = NoRefusal,
            LinkRenewed = NativeApi.None + "the files of a prediction are gone after an hour",
        },
        new("luma", "Declarative", "luma/ray-3.2") { Prefix = "luma-", Fields = """{"seconds":5}""", PromptRefused = NoRefusal, LinkRenewed = AtEachLook },
        new("alibaba", "Declarative", "alibaba/wan3.0-video") { Prefix = "alibaba-", Fields = """{"seconds":5}""", LinkRenewed = NoRenewal },
        new("kling", "Declarative", "kling/kling-v3")
        {
            Prefix = "kling-",
            Fields = """{"seconds":5}""",
            Otherwise = [("\"att_1\"", "\"${json-unit.any-string}\"")],
            LinkRenewed = NoRenewal,
        },
    ];
}
