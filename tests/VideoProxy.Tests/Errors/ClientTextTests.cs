using VideoProxy.Abstractions;
using VideoProxy.Errors;

namespace VideoProxy.Tests.Errors;

public sealed class ClientTextTests
{
    private static readonly ProviderText Text = new(["up-key-of-the-operator"]);

    [Theory]
    [InlineData("backend http://10.0.0.5/render acct=acme-prod key=AKIA1234", "backend … acct=*** key=***")]
    [InlineData("10.0.0.5:8080 refused, [fd00::1]:443 timed out, ::1 too", "… refused, … timed out, … too")]
    [InlineData("render-7.eu.internal is down, as is render.svc.cluster.local:9000", "… is down, as is …")]
    [InlineData("localhost:5000 and node1.acme.com do not answer", "… and … do not answer")]
    [InlineData("Rate limit reached in organization org-Ab12Cd34 on requests per min", "Rate limit reached in organization *** on requests per min")]
    [InlineData("Rate limit reached for org-Ab12Cd34", "Rate limit reached for org-***")]
    [InlineData("Quota of project my-proj-1 exceeded, projects/1234567/locations/us", "Quota of project *** exceeded, projects/***/locations/us")]
    [InlineData("""{"account":"acme-prod","tenant_id": 42}""", """{"account":"***","tenant_id": ***}""")]
    [InlineData("write to ops@acme.example", "write to …")]
    [InlineData("see https://docs.example.com/errors#x.", "see ….")]
    [InlineData("arn:aws:iam::123456789012:user/x may not", "… may not")]
    public void Addresses_and_accounts_are_not_for_clients(string given, string shown) => ClientText.Of(Text.Of(given)).ShouldBe(shown);

    [Theory]
    [InlineData("The prompt was rejected by our safety system (1026).")]
    [InlineData("seconds must be 4, 8 or 12, e.g. 16:9 at 00:00:05")]
    [InlineData("InputImageSensitiveContentDetected.PrivacyInformation in content.0.image_url")]
    [InlineData("Version 1.5.pro of veo-3.1 needs an image.png of at least 300px")]
    [InlineData("Your account is overdue and the project is paused")]
    public void Words_about_the_request_stay(string given) => ClientText.Of(Text.Of(given)).ShouldBe(given);

    [Theory]
    [InlineData("Incorrect API key provided: sk-up-12345678. You can find your key in the console.")]
    [InlineData("Unauthorized")]
    [InlineData("The access token has expired")]
    [InlineData("invalid key")]
    [InlineData("https://cdn.example.com/a?signature=b")]
    public void Nothing_of_a_sentence_about_keys_or_a_bare_link_is_for_clients(string given) => ClientText.Of(Text.Of(given)).ShouldBeNull();

    [Theory]
    [InlineData(FaultKind.Authentication)]
    [InlineData(FaultKind.Permission)]
    [InlineData(FaultKind.InsufficientQuota)]
    public void Fault_of_the_operators_account_is_told_in_our_words(FaultKind kind)
    {
        var fault = new ProviderFault(kind, "Acme Corp owes us 12 dollars") { NativeCode = "acme_owes" };

        ApiErrors.Refused(fault).Message.ShouldStartWith("The ");
        ApiErrors.Refused(fault).Message.ShouldNotContain("Acme");
        ApiErrors.Refused(fault).Status.ShouldBe(502);
        ErrorDetails.Of(fault).ShouldBeNull();
    }

    [Fact]
    public void Message_of_which_nothing_is_left_says_that_there_is_no_reason() =>
        ClientText.Of(new ProviderFault(FaultKind.Internal, "Invalid API key")).Message.ShouldBe(ProviderFault.NoReason);

    [Theory]
    [InlineData(FaultKind.Internal, "no \"room\" left", "E7", """{"native_code":"E7","provider_message":"no \"room\" left"}""")]
    [InlineData(FaultKind.ContentPolicy, "Blocked", null, """{"native_code":null,"provider_message":"Blocked"}""")]
    [InlineData(FaultKind.Internal, ProviderFault.NoReason, "E7", """{"native_code":"E7","provider_message":null}""")]
    [InlineData(FaultKind.Internal, ProviderFault.NoReason, null, null)]
    [InlineData(FaultKind.Internal, "invalid api key", "Unauthorized", null)]
    public void Details_hold_the_providers_code_and_words(FaultKind kind, string message, string? code, string? details) =>
        ErrorDetails.Of(new ProviderFault(kind, message) { NativeCode = code }).ShouldBe(details);
}
