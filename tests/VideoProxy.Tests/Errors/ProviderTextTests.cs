using System.Text;
using VideoProxy.Abstractions;
using VideoProxy.Errors;

namespace VideoProxy.Tests.Errors;

public sealed class ProviderTextTests
{
    private const string Key = "ab/9+secret=key-of-the-operator";
    private readonly ProviderText _text = new([Key, "short", """{"type":"service_account","private_key":"-----BEGIN\nMIIEvQ\n-----END","private_key_id":"0123456789abcdef"}"""]);

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", "[31mred[0m")]
    [InlineData("a\0b\u0007c\u007fd\u0085e\u009bf", "abcd ef")]
    [InlineData("line\r\nline\ttab\u2028line", "line line tab line")]
    [InlineData("user\u202egnp.exe\u2066\u200b\u200d\ufeff\u00ad", "usergnp.exe")]
    [InlineData("人物🎬 ist größer", "人物🎬 ist größer")]
    public void Text_with_controls_and_invisible_characters_is_one_line_of_visible_text(string given, string shown) => _text.Of(given).ShouldBe(shown);

    [Fact]
    public void Text_with_a_lone_surrogate_can_be_stored() => _text.Of("a\ud83cb\udfa5c").ShouldBe("a\ufffdb\ufffdc");

    [Fact]
    public void Text_that_is_too_long_is_cut_between_characters()
    {
        _text.Of(new string('a', 501)).ShouldBe(new string('a', 500) + "…");
        _text.Of(new string('a', 499) + "🎬🎬").ShouldBe(new string('a', 499) + "…");
        _text.Of(new string('7', 10_000_000), 100).Length.ShouldBe(101);
    }

    public static TheoryData<string> Secrets =>
    [
        Key, Key.ToUpperInvariant(), Uri.EscapeDataString(Key), Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)), "ab/9+secret\u200b=key-of\0-the-operator",
        "-----BEGIN\nMIIEvQ\n-----END", "0123456789abcdef",
    ];

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Credential_of_the_provider_is_masked_in_every_form(string form) => _text.Of($"Key <{form}> was refused").ShouldStartWith("Key <***");

    [Fact]
    public void Credential_at_the_end_of_a_long_text_is_masked_before_the_text_is_cut() =>
        _text.Of(new string('x', 480) + " " + Key).ShouldBe(new string('x', 480) + " ***");

    [Theory]
    [InlineData("Incorrect API key provided: sk-up-12345678.", "sk-up")]
    [InlineData("Incorrect API key provided: sk-up-1****5678", "5678")]
    [InlineData("backend key=AKIA… refused", "AKIA")]
    [InlineData("AKIAIOSFODNN7EXAMPLE is not known", "AKIA")]
    [InlineData("Authorization: Basic dXNlcjpwYXNz", "dXNl")]
    [InlineData("got Bearer abc.def", "abc.def")]
    [InlineData("""{"apiKey":"p4ssw0rd","client_secret": "hunter2x"}""", "p4ssw0rd")]
    [InlineData("""{"apiKey":"p4ssw0rd","client_secret": "hunter2x"}""", "hunter2x")]
    [InlineData("token eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJhayJ9.c2ln was refused", "eyJ")]
    [InlineData("ya29.a0AfH6SMBx expired", "a0Af")]
    [InlineData("AIzaSyD-1234567890abcdef is blocked", "AIza")]
    [InlineData("secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalr")]
    [InlineData("see https://user:pa55@cdn.example.com/v/1.mp4?X-Amz-Signature=abc", "abc")]
    [InlineData("see https://user:pa55@cdn.example.com/v/1.mp4?X-Amz-Signature=abc", "pa55")]
    [InlineData("see s3://bucket/v?sig=abc", "abc")]
    public void What_looks_like_a_credential_is_masked(string given, string secret) => _text.Of(given).ShouldNotContain(secret);

    [Theory]
    [InlineData("The prompt may violate our policy (code: 1026).")]
    [InlineData("keyframe=3 is out of range, max_tokens: 4096, token: invalid")]
    [InlineData("Task 0f8fad5b-d9cb-469f-a165-70867728950e failed")]
    [InlineData("InputImageSensitiveContentDetected.PrivacyInformation")]
    [InlineData("seconds must be 4, 8 or 12; size is 1280x720")]
    public void Ordinary_text_stays(string given) => _text.Of(given).ShouldBe(given);

    [Theory]
    [InlineData("Not https://cdn.example.com/a?signature=b here", "Not https://cdn.example.com/… here")]
    [InlineData("图片https://cdn.example.com/a.jpg无法下载", "图片https://cdn.example.com/…无法下载")]
    [InlineData("""{"url":"https://a.example/a.png","reason":"no face"}""", """{"url":"https://a.example/…","reason":"no face"}""")]
    [InlineData("Image (HTTPS://a.example/a.png): too small, see gs://bucket/a?sig=1.", "Image (HTTPS://a.example/…): too small, see gs://bucket/….")]
    public void Link_keeps_its_host_for_the_operator(string given, string shown) => _text.Of(given).ShouldBe(shown);

    [Fact]
    public void Every_text_of_a_report_is_filtered()
    {
        var fault = new ProviderFault(FaultKind.Internal, $"a\u001b {Key}") { NativeCode = $"c\0 {Key} {new string('7', 200)}" };

        var failed = _text.Of(JobReport.Failed(fault) with { Remark = $"undocumented status '{Key}'" });
        var rejected = (SubmitReport.Rejected)_text.Of(new SubmitReport.Rejected(fault));
        var unknown = (SubmitReport.Unknown)_text.Of(new SubmitReport.Unknown(Key));
        var staged = (StageReport.Refused)_text.Of(new StageReport.Refused(fault));

        failed.Remark.ShouldBe("undocumented status '***'");
        unknown.Why.ShouldBe("***");
        foreach (var shown in (ProviderFault[])[failed.Fault!, rejected.Fault, staged.Fault])
        {
            shown.Message.ShouldBe("a ***");
            shown.NativeCode!.ShouldStartWith("c *** 777");
            shown.NativeCode!.Length.ShouldBe(ProviderText.LongestCode + 1);
        }
    }

    [Theory]
    [InlineData('a')]
    [InlineData('-')]
    [InlineData('.')]
    [InlineData('=')]
    [InlineData(':')]
    [InlineData('_')]
    [InlineData('/')]
    public void Text_made_to_be_slow_is_filtered_at_once(char filler)
    {
        var (time, text) = (TimeProvider.System, "sk-key" + new string(filler, 200_000));
        var began = time.GetTimestamp();

        ClientText.Of(_text.Of(text, 4096));

        time.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
