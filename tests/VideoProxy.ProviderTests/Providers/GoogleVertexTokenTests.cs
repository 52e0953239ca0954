using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using VideoProxy.Abstractions;
using VideoProxy.Providers.GoogleVertex;
using Xunit;

namespace VideoProxy.ProviderTests.Providers;

/// <summary>A key is made for the run: none may lie in a fixture.</summary>
public sealed class GoogleVertexTokenTests : IDisposable
{
    private const string TokenUri = "https://oauth2.example.com/token";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_778_754_720);
    private readonly RSA _key = RSA.Create(2048);

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Service_account_signs_a_request_for_a_token_of_an_hour(bool escaped)
    {
        var call = Request(KeyFile(key => escaped ? key.Replace("\n", "\\n", StringComparison.Ordinal) : key))!;

        call.Method.ShouldBe("POST");
        call.Path.ShouldBe(TokenUri);
        var form = call.Content.ShouldBeOfType<CallContent.Form>().Fields;
        form["grant_type"].ShouldBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
        var parts = form["assertion"].Split('.');
        Json(parts[0]).ShouldBe("""{"alg":"RS256","typ":"JWT","kid":"key-1"}""");
        Json(parts[1]).ShouldBe("""{"iss":"robot@my-project.iam.gserviceaccount.com","scope":"https://www.googleapis.com/auth/cloud-platform","aud":"https://oauth2.example.com/token","iat":1778754720,"exp":1778758320}""");
        _key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ShouldBeTrue();
    }

    [Theory]
    [InlineData("not json", "is not a JSON object")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("""{"type":"authorized_user","refresh_token":"x"}""", "is of type 'authorized_user'")]
    [InlineData("""{"type":"service_account","private_key":"x","token_uri":"https://x"}""", "lacks 'client_email'")]
    [InlineData("""{"type":"service_account","client_email":"a","private_key":"x","token_uri":"https://x"}""", "is not an RSA key in PEM format")]
    public void File_that_is_no_key_of_a_service_account_is_refused(string file, string why) =>
        Should.Throw<ProviderSettingsException>(() => Request(file)).Message.ShouldContain(why);

    private static ProviderCall? Request(string file) => GoogleVertexTokens.Request(
        new ProviderDestination("main", new Dictionary<string, string>(), new Dictionary<string, string> { ["serviceAccount"] = file }, []), Now);

    private string KeyFile(Func<string, string> write) => new JsonObject
    {
        ["type"] = "service_account", ["project_id"] = "my-project", ["private_key_id"] = "key-1", ["private_key"] = write(_key.ExportPkcs8PrivateKeyPem()),
        ["client_email"] = "robot@my-project.iam.gserviceaccount.com", ["token_uri"] = TokenUri,
    }.ToJsonString();

    private static string Json(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));
}
