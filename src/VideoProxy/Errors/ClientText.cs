using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Errors;

/// <summary>
/// Reduces a provider's words to what a client may read: no addresses, no names of accounts, and nothing about the operator's own key,
/// account or quota. The text must have passed <see cref="ProviderText"/>. Patterns find only what is written in a usual way, so a
/// name that stands alone in a sentence remains.
/// </summary>
internal static partial class ClientText
{
    /// <summary>Returns the fault with a message for clients. A fault of the operator's account has a message of the gateway.</summary>
    public static ProviderFault Of(ProviderFault fault) => fault with { Message = OwnWords(fault.Kind) ?? Of(fault.Message) ?? ProviderFault.NoReason };

    /// <summary>Returns the text for clients, or null if nothing of it is for them.</summary>
    public static string? Of(string text)
    {
        if (Keys().IsMatch(text)) return null;
        var shown = Addresses().Replace(text, "…");
        shown = Accounts().Replace(shown, "${name}" + ProviderText.Mask);
        shown = Ellipses().Replace(shown, "…").Trim();
        return shown.Trim('…', ' ', '.').Length > 0 ? shown : null;
    }

    /// <summary>Returns whether the fault is about the operator's account. No word of such a fault is for clients.</summary>
    public static bool IsOperators(FaultKind kind) => OwnWords(kind) is not null;

    private static string? OwnWords(FaultKind kind) => kind switch
    {
        FaultKind.Authentication => "The provider refused the gateway's key.",
        FaultKind.Permission => "The provider does not allow the gateway's account to make this video.",
        FaultKind.InsufficientQuota => "The gateway's account at the provider has no quota left.",
        _ => null,
    };

    // A sentence about keys is about the operator's key, because clients have none at a provider.
    [GeneratedRegex(@"\b(?:(?:api|access|secret|private|auth)[ _-]?(?:keys?|tokens?)|(?:incorrect|invalid|wrong|expired|unknown) key|credentials?|unauthori[sz]ed|unauthenticated|authentication|bearer)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Keys();

    // The end of a link must not ignore case: it would then exclude k, because of the Kelvin sign.
    // Links, IP addresses, hosts with a port, hosts of internal or public domains, and e-mail addresses.
    [GeneratedRegex("""
        (?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}://(?-i:[^\s"'<>(){}\[\]\u0080-\uFFFF]*[^\s"'<>(){}\[\]\u0080-\uFFFF.,;:!?])
        | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
        | (?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:/\d+)?(?![\d.]*\d)
        | (?<![\w:])\[?(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)\]?(?::\d+)?(?![\w:])
        | (?<![\w.-])localhost(?::\d+)?(?![\w-])
        | (?<![\w.-])[a-z0-9](?:[\w-]*\.)+[a-z][\w-]*:\d{2,5}(?!\d)
        | (?<![\w.-])[a-z0-9](?:[\w-]*\.)+(?:internal|local|localdomain|lan|corp|intra|intranet|svc|consul|private|com|net|org|io|ai|dev|cloud|cn)(?::\d+)?(?![\w-]|\.\w)
        | \barn:aws[\w-]*:\S+
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Addresses();

    // Accounts that are named as such (acct=…, "project": "…", organization org-…, account 2100000000, projects/…), and ids with the
    // usual prefixes.
    [GeneratedRegex("""
        (?<name>(?<![a-z])(?:acct|account|org|organi[sz]ation|project|tenant|workspace|team|customer|subscription|bucket)(?:[ _-]?(?:id|name|number|no))?["']?(?:\s*[=:\#]\s*["'`]?|\s+["'`]))[^\s&,;"'`<>()\[\]{}]+
        | (?<name>(?<![a-z])(?:acct|account|org|organi[sz]ation|project|tenant|workspace|team|customer|subscription)(?:[ _-]?(?:id|name|number|no))?\s+)(?=[\w.-]*[0-9_-])[\w.-]*\w
        | (?<name>\b(?:projects|organizations|accounts|folders)/)[\w.:-]+
        | (?<name>(?<![\w-])(?:org|proj|acct|ws)[-_])(?=\w*[0-9A-Z]|\w{8})\w{4,}
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Accounts();

    [GeneratedRegex("…[…/]+")]
    private static partial Regex Ellipses();
}
