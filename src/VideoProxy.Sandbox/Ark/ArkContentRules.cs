using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Ark;

/// <summary>Checks the combination of content items. A request has frames or references, but not both.</summary>
internal static class ArkContentRules
{
    public static IEnumerable<ArkFault> Check(JsonObject body, ArkContent content, ArkModel model)
    {
        if (content.Prompt.Length == 0 && content.Frames + content.References == 0 && !content.IsFinalOfDraft)
        {
            yield return ArkFault.Missing("content.text");
        }

        if (content.Frames > 0 && content.References > 0)
        {
            yield return ArkFault.Invalid("content", "first/last frame content cannot be mixed with reference media content");
        }

        if (content.Count("first_frame") > 1 || content.Count("last_frame") > content.Count("first_frame"))
        {
            yield return ArkFault.Invalid("content", "only one first frame and one last frame are allowed, and a last frame requires a first frame");
        }

        if (content.Images > model.Images || content.Videos > model.Videos || content.Audios > model.Audios)
        {
            yield return ArkFault.Invalid("content", $"{model.Id} takes at most {model.Images} reference images, {model.Videos} videos and {model.Audios} audios");
        }

        if (model.Family == ArkFamily.V20 && content.Audios > 0 && content.Images + content.Videos == 0)
        {
            yield return ArkFault.Invalid("content", "reference audio requires a reference image or video");
        }

        if (content.References > 0 && body["camera_fixed"].Flag() == true)
        {
            yield return ArkFault.Invalid("camera_fixed", "it cannot be used with references");
        }

        if (model.Family == ArkFamily.V25 && CheckTaskType(body, content) is { } fault)
        {
            yield return fault;
        }
    }

    private static ArkFault? CheckTaskType(JsonObject body, ArkContent content)
    {
        var task = body["omni_reference_task_type"].Text();
        if (task is "edit" or "extend" && content.Videos == 0)
        {
            return ArkFault.Invalid("omni_reference_task_type", task + " requires a reference video") with { Code = "InvalidParameter.TaskTypeMismatch" };
        }

        var keepsRatio = task is "edit" or "extend" || content.Frames > 0;
        if (keepsRatio && body["ratio"].Text() is not (null or "adaptive"))
        {
            return ArkFault.Invalid("ratio", "it must be adaptive for this task type") with { Code = "InvalidParameter.TaskTypeConstraint" };
        }

        return task == "edit" && body["duration"].Whole() != -1
            ? ArkFault.Invalid("duration", "it must be -1 for an edit") with { Code = "InvalidParameter.TaskTypeConstraint" }
            : null;
    }
}
