using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

public sealed class VariantTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private readonly GatewayProcess _gateway = shared.Bed.Gateway;

    [Fact]
    public async Task Pictures_of_a_video_are_passed_on_where_the_provider_makes_them()
    {
        var body = GatewayCalls.Body(Prompts.New(), model: "openai/sora-2");
        (body["seconds"], body["size"]) = (4, "1280x720");
        var id = await _gateway.CreateIdAsync(body);
        await _gateway.CompletedAsync(id);

        using var thumbnail = await _gateway.Client.GetAsync($"/v1/videos/{id}/content?variant=thumbnail");
        using var sheet = await _gateway.Client.GetAsync($"/v1/videos/{id}/content?variant=spritesheet");
        using var other = await _gateway.Client.GetAsync($"/v1/videos/{id}/content?variant=poster");

        (thumbnail.Content.Headers.ContentType?.MediaType, sheet.Content.Headers.ContentType?.MediaType).ShouldBe(("image/webp", "image/jpeg"));
        await other.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
    }
}
