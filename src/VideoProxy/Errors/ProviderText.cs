using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Errors;

/// <summary>
/// Filters every text that comes from a provider before it is logged, stored or shown. The result has one line without control
/// characters and invisible characters, a limited length, and neither credentials nor the paths and queries of links.
/// <see cref="ClientText"/> filters it further for clients.
/// </summary>
internal sealed partial class ProviderText
{
    public const int LongestMessage = 500, LongestCode = 100;
    public const string Mask = "***";

    // The patterns below need no more than this of a text, whatever a provider sends.
    private const int LongestRead = 4096;

    // A shorter credential would mask parts of ordinary words.
    private const int ShortestSecret = 6;
    private readonly string[] _secrets;

    /// <param name="credentials">The configured credentials of the provider.</param>
    public ProviderText(IEnumerable<string> credentials) =>
        _secrets = [.. credentials.SelectMany(Parts).Where(secret => secret.Length >= ShortestSecret).SelectMany(Forms).Distinct().OrderByDescending(secret => secret.Length)];

    public string Of(string text, int most = LongestMessage)
    {
        // Masked before and after the cleaning: a secret can have several lines, or a hidden character in the middle.
        var shown = MaskSecrets(Clean(MaskSecrets(TextLength.Cut(text, LongestRead))));
        shown = Links().Replace(shown, link => $"{link.Groups["scheme"].Value}{link.Groups["host"].Value}{(link.Groups["rest"].Length > 0 ? "/…" : "")}");
        shown = Named().Replace(shown, "${name}" + Mask);
        shown = Shaped().Replace(shown, Mask).Trim();
        return shown.Length <= most ? shown : TextLength.Cut(shown, most) + "…";
    }

    public ProviderFault Of(ProviderFault fault) =>
        fault with { Message = Of(fault.Message), NativeCode = fault.NativeCode is { } code ? Of(code, LongestCode) : null };

    public JobReport Of(JobReport report) => report.Fault is null && report.Remark is null ? report : report with
    {
        Fault = report.Fault is { } fault ? Of(fault) : null,
        Remark = report.Remark is { } remark ? Of(remark) : null,
    };

    public SubmitReport Of(SubmitReport report) => report switch
    {
        SubmitReport.Rejected rejected => new SubmitReport.Rejected(Of(rejected.Fault)),
        SubmitReport.Unknown unknown => new SubmitReport.Unknown(Of(unknown.Why)),
        _ => report,
    };

    public StageReport Of(StageReport report) => report is StageReport.Refused refused ? new StageReport.Refused(Of(refused.Fault)) : report;

    /// <summary>
    /// Returns the text on one line: line breaks become spaces, and other control characters, marks that change the direction of text and
    /// characters without width are dropped. A lone surrogate becomes U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (category is not (UnicodeCategory.Control or UnicodeCategory.Format)) clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>A credential can be a whole key file, of which an error quotes only one value.</summary>
    private static IEnumerable<string> Parts(string credential)
    {
        yield return credential;
        if (!credential.AsSpan().TrimStart().StartsWith("{")) yield break;
        JsonElement file;
        try
        {
            file = JsonElement.Parse(credential);
        }
        catch (JsonException)
        {
            yield break;
        }

        foreach (var name in (string[])["private_key", "private_key_id", "client_secret"])
        {
            if (JsonPointer.FindText(file, "/" + name) is { } part) yield return part;
        }
    }

    private static IEnumerable<string> Forms(string secret) =>
        [secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='), Clean(secret)];

    private string MaskSecrets(string text)
    {
        foreach (var secret in _secrets) text = text.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    // A link ends before brackets, quotes, punctuation that ends a sentence, and non-ASCII characters, because Chinese and Japanese text
    // follows a link without a space. The pattern must not ignore case: it would then exclude k, because of the Kelvin sign.
    [GeneratedRegex("""(?<![a-zA-Z0-9+.-])(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]{0,20}://)(?:[^\s/@"'<>(){}\[\]\u0080-\uFFFF]*@)?(?<host>[^\s/?#"'<>(){}\[\]\u0080-\uFFFF]*[^\s/?#"'<>(){}\[\]\u0080-\uFFFF.,;:!])(?<rest>[/?#](?:[^\s"'<>(){}\[\]\u0080-\uFFFF]*[^\s"'<>(){}\[\]\u0080-\uFFFF.,;:!?])?)?""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    // A value that is named as a credential: key=…, "api_key": "…", Authorization: Bearer …. After a colon only a value with a digit
    // counts, because 'token: invalid' is a sentence.
    [GeneratedRegex("""(?<name>(?<![\w-])(?:[\w-]*(?:key|key[_-]?id|token|secret|password|passwd|pwd|signature|sig|credential)["']?\s*(?:=\s*["']?|:\s*["']?(?=[^\s"',;]*[0-9]))|(?:proxy-)?authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token|key)\s+)?|bearer\s+))[^\s&,;"'<>()\[\]{}]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    // What has the form of a credential: keys with a known prefix, JSON Web Tokens, and long random texts.
    [GeneratedRegex("""(?<![\w-])(?:(?:sk|pk|rk|xai|fw|pplx)-[\w*.-]{5,}|(?:gsk|hf|r8|ghp|key|whsec)_[\w*.-]{8,}|(?:AKIA|ASIA|LTAI|AIza)[\w*-]{4,}|ya29\.[\w.-]+|eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|(?<![/+])(?=[\w/+-]*[0-9])(?=[\w/+-]*[A-Z])(?=[\w/+-]*[a-z])[\w/+-]{36,}={0,2})""", RegexOptions.CultureInvariant)]
    private static partial Regex Shaped();
}
