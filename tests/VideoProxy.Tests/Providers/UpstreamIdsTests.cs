using VideoProxy.Providers;

namespace VideoProxy.Tests.Providers;

public sealed class UpstreamIdsTests
{
    [Theory]
    [InlineData("cgt-2025-abc")]
    [InlineData("projects/p/locations/l/operations/12")]
    [InlineData("v1_…")]
    [InlineData("..a")]
    public void IsUsable_what_providers_call_their_tasks(string id) => UpstreamIds.IsUsable(id).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("a\\..")]
    [InlineData("a\nb")]
    public void IsUsable_not_what_leads_elsewhere(string? id) => UpstreamIds.IsUsable(id).ShouldBeFalse();

    [Fact]
    public void IsUsable_not_what_is_longer_than_any_id() => UpstreamIds.IsUsable(new string('a', 513)).ShouldBeFalse();
}
