using VideoProxy.Callbacks;
using VideoProxy.Configuration;
using VideoProxy.Storage;

namespace VideoProxy.Tests.Callbacks;

public sealed class SigningSecretsTests
{
    private readonly SecretProtector _protector = new(new GatewaySecret("a secret of the tests"));

    [Fact]
    public void Callback_of_an_account_is_signed_with_the_secrets_of_today_and_not_of_its_create()
    {
        var callback = Callback(CallbackSigner.Account, "at the create");

        Of(callback, new() { Secret = "new", PreviousSecret = "old" }).ShouldBe(["new", "old"]);
        Of(callback, new() { Secret = "new" }).ShouldBe(["new"]);
        Of(callback, new()).ShouldBeEmpty();
    }

    [Fact]
    public void Callback_of_a_client_is_signed_with_the_clients_secret() =>
        Of(Callback(CallbackSigner.Raw, "the client's"), new() { Secret = "new", PreviousSecret = "old" }).ShouldBe(["the client's"]);

    [Fact]
    public void Callback_that_was_stored_without_a_secret_is_not_signed() => Of(Callback(CallbackSigner.OpenRouter, ""), new() { Secret = "new" }).ShouldBeEmpty();

    private IReadOnlyList<string> Of(CallbackRow callback, DefaultCallbackOptions options) => new SigningSecrets(_protector, new CallbacksOptions { Default = options }).Of(callback);

    private CallbackRow Callback(string signature, string secret) => new()
    {
        Id = "cb_1", EventId = "evt_1", JobId = "video_1", Type = "video.completed", Url = "https://client.example.com/hook",
        Receiver = "https://client.example.com:443", Secret = _protector.Protect(secret), Signature = signature, NextAt = 1, CreatedAt = 1,
    };
}
