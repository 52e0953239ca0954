using System.Text.Json;
using System.Text.Json.Serialization;
using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>What a finished attempt is to remember, as JSON: where its content is, and what the provider says of it.</summary>
internal sealed record MadeVideo(string Content, string? Delivered)
{
    private static readonly JsonSerializerOptions Members = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static MadeVideo Of(JobReport report) =>
        new(JsonSerializer.Serialize(report.Content), report.Delivered is { } delivered ? JsonSerializer.Serialize(delivered, Members) : null);
}
