using System.Globalization;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.OpenApi;
using VideoProxy.FunctionalTests.Support;
using Xunit.Abstractions;

namespace VideoProxy.FunctionalTests.Fuzz;

/// <summary>Thousands of bad requests: every answer is as the documents say, memory stays as it was, and no crash is in the log, for which the bed looks.</summary>
public sealed class FuzzTests(SharedBed shared, ITestOutputHelper output) : IClassFixture<SharedBed>
{
    private const int Clients = 8;
    private const long MayGrowBy = 128L << 20;
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Bad_requests_are_answered_as_described_and_leave_nothing_behind()
    {
        var count = Effort.Of(2_000, 20_000);
        var documents = await Task.WhenAll(((string[])["openai", "openrouter", "codegateway"]).Select(async name =>
            JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync($"/openapi/{name}.json"))!.AsObject()));
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        await _bed.Gateway.CompletedAsync(id);
        var answers = new AnswerLog(_bed.Gateway);

        await SendAsync(documents, id, answers, Effort.Seed, count / 4);
        var before = MemoryOfGateway();
        await SendAsync(documents, id, answers, Effort.Seed + 1, count - (count / 4));
        var after = MemoryOfGateway();

        output.WriteLine($"{count} requests with seed {Effort.Seed}: {before >> 20} MiB after a quarter of them, {after >> 20} MiB at the end.");
        var (_, seen) = await answers.ShouldFitAsync(_bed.Temp);
        foreach (var (route, statuses) in seen) statuses.ShouldAllBe(status => status < 500, route);
        (after - before).ShouldBeLessThan(MayGrowBy);
        _bed.Gateway.HasEnded.ShouldBeFalse();
    }

    /// <summary>Each client has a chance of its own, so that the requests do not hang on who is faster.</summary>
    private Task SendAsync(JsonObject[] documents, string id, AnswerLog answers, int seed, int count) => Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
    {
        var random = new Random((seed * Clients) + client);
        var makers = documents.Select(document => new RequestMaker(document, random, id)).ToArray();
        for (var i = 0; i < count / Clients; i++)
        {
            if (random.Next(10) == 0) await SendRawAsync(random);
            else await SendAsync(makers[random.Next(makers.Length)], answers);
        }
    }));

    private static async Task SendAsync(RequestMaker maker, AnswerLog answers)
    {
        using var request = maker.Make();
        using var deadline = new CancellationTokenSource(Until.Patience);
        await answers.SendAsync(request, deadline.Token);
    }

    private async Task SendRawAsync(Random random)
    {
        var (sent, line) = await RawNonsense.SendAsync(_bed.Gateway, random);
        // 501 and 505 are about HTTP itself, and the client's fault.
        line.ShouldNotMatch("^HTTP/1.1 5(?!01|05)", sent);
    }

    /// <summary>Resident bytes.</summary>
    private long MemoryOfGateway()
    {
        var line = File.ReadLines($"/proc/{_bed.Gateway.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) << 10;
    }
}
