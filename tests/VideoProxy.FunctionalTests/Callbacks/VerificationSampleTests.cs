using System.Security.Cryptography;
using System.Text;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Callbacks;

/// <summary>The verification samples of docs/callbacks.md on callbacks of real deliveries. Those of other languages run where their language is installed.</summary>
public sealed class VerificationSampleTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    public static TheoryData<string> Installed => [.. Samples.All.Where(sample => sample.IsInstalled).Select(sample => sample.Language)];

    [Fact]
    public void Sample_in_CSharp_is_the_one_that_is_compiled_here()
    {
        var compiled = File.ReadAllText(Path.Combine(Repository.Root, "tests", "VideoProxy.FunctionalTests", "Callbacks", "CSharpSample.cs"));

        compiled.Replace("namespace VideoProxy.FunctionalTests.Callbacks.CSharpSample;\n\n", "", StringComparison.Ordinal).ShouldBe(Samples.BlockOf("csharp"));
    }

    [Fact]
    public Task Sample_in_CSharp_accepts_each_secret_of_a_rotation_and_redeliveries_and_nothing_else() => VerifyAsync("csharp", callbacks => Task.FromResult<IReadOnlyList<bool>>(
        [.. callbacks.Select(given => CSharpSample.Callbacks.IsGenuine(
            new Dictionary<string, string>(given.Callback.Headers, StringComparer.OrdinalIgnoreCase) { ["webhook-signature"] = given.Signature },
            Encoding.UTF8.GetBytes(given.Callback.Body), TestBed.Secret))]));

    [Theory]
    [MemberData(nameof(Installed))]
    public Task Sample_accepts_each_secret_of_a_rotation_and_redeliveries_and_nothing_else(string language) =>
        VerifyAsync(language, callbacks => Samples.All.Single(sample => sample.Language == language).RunAsync(TestBed.Secret, callbacks));

    private async Task VerifyAsync(string language, Func<IReadOnlyList<Signed>, Task<IReadOnlyList<bool>>> verify)
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New("ünïcode ☂"), _bed.Receiver.Address(language)));
        var first = await _bed.Receiver.NextAsync(language);
        using var answer = await _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/callbacks/cb_{id}/redeliver", null);
        var again = await _bed.Receiver.NextAsync(language, 2);
        var (genuine, foreign) = (first.Headers["webhook-signature"], Sign(first, "another secret", first.Headers["webhook-timestamp"]));
        var past = "1700000000";

        var verdicts = await verify(
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
