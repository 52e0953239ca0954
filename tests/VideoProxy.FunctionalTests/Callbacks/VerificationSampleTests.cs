using System.Security.Cryptography;
using System.Text;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Callbacks;

/// <summary>The verification samples of docs/callbacks.md, each run by its language on a callback of a real delivery.</summary>
public sealed class VerificationSampleTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    public static TheoryData<string> Installed => [.. Samples.All.Where(sample => sample.IsInstalled).Select(sample => sample.Language)];

    [Fact]
    public void Samples_of_five_languages_are_in_the_documentation() => Samples.All.ShouldAllBe(sample => sample.Text.Length > 100);

    [Theory]
    [MemberData(nameof(Installed))]
    public async Task Sample_accepts_each_secret_of_a_rotation_and_redeliveries_and_nothing_else(string language)
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New("ünïcode ☂"), _bed.Receiver.Address(language)));
        var first = await _bed.Receiver.NextAsync(language);
        using var answer = await _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/callbacks/cb_{id}/redeliver", null);
        var again = await _bed.Receiver.NextAsync(language, 2);
        var (genuine, foreign) = (first.Headers["webhook-signature"], Sign(first, "another secret", first.Headers["webhook-timestamp"]));
        var past = "1700000000";

        var verdicts = await Samples.All.Single(sample => sample.Language == language).RunAsync(TestBed.Secret,
        [
            new(first, genuine),
            new(again, again.Headers["webhook-signature"]),
            new(first, $"{foreign} {genuine}"),
            new(first, $"{genuine} {foreign}"),
            new(first, foreign),
            new(again with { Body = again.Body + " " }, again.Headers["webhook-signature"]),
            new(first with { Headers = new Dictionary<string, string>(first.Headers) { ["webhook-timestamp"] = past } }, Sign(first, TestBed.Secret, past)),
        ]);

        again.Headers["webhook-id"].ShouldBe(first.Headers["webhook-id"]);
        verdicts.ShouldBe([true, true, true, true, false, false, false]);
    }

    private static string Sign(Received callback, string secret, string timestamp) => "v1," + Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{callback.Headers["webhook-id"]}.{timestamp}.{callback.Body}")));
}
