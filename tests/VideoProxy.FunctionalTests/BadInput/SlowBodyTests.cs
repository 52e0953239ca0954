using System.Net;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.BadInput;

public sealed class SlowBodyTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=b")]
    public async Task Large_bodies_that_hardly_arrive_do_not_hold_up_other_creates(string type)
    {
        // Four are the whole budget, and eight are twice the budget.
        var slow = new List<RawHttp>();
        for (var i = 0; i < 8; i++)
        {
            slow.Add(await RawHttp.SendAsync(_bed.Gateway,
                $"POST /v1/videos HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TestBed.Key}\r\nContent-Type: {type}\r\nExpect: 100-continue\r\nContent-Length: {64 << 20}\r\n\r\n"));
            // The gateway asks for the body when it begins to read it.
            (await slow[i].ReadUntilAsync("\r\n\r\n")).ShouldStartWith("HTTP/1.1 100");
        }

        using var response = await _bed.Gateway.PostAsync(GatewayCalls.Body(Prompts.New()).ToJsonString());

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        slow.ForEach(one => one.Dispose());
    }
}
