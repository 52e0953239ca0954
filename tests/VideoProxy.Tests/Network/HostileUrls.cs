namespace VideoProxy.Tests.Network;

/// <summary>Provides URLs that the host must never connect to, each with a word of the rule that refuses it.</summary>
public static class HostileUrls
{
    private const string Https = "only https";
    private const string NoUrl = "not an absolute URL";
    private const string User = "user name or password";
    private const string Ascii = "written in ASCII";
    private const string Public = "only public";
    private const string Never = "never allowed";

    public static TheoryData<string, string> All { get; } = new()
    {
        // Schemes.
        { "http://example.com/", Https },
        { "ftp://example.com/", Https },
        { "gopher://127.0.0.1:25/_HELO", Https },
        { "dict://127.0.0.1:11211/stats", Https },
        { "ldap://example.com/", Https },
        { "ws://example.com/", Https },
        { "//example.com/", Https },
        { "file:///etc/passwd", NoUrl },
        { "javascript:alert(1)", NoUrl },
        { "/relative", NoUrl },
        { "https://", NoUrl },
        { "https://:443/", NoUrl },
        { "https://example.com:99999/", NoUrl },
        { "https://exa mple.com/", NoUrl },

        // Somebody else's host behind a name that looks right.
        { "https://user@example.com/", User },
        { "https://user:password@example.com/", User },
        { "https://example.com@127.0.0.1/", User },
        { "https://example.com:443@169.254.169.254/", User },

        // One loopback, many spellings.
        { "https://127.0.0.1/", Public },
        { "https://127.1/", Public },
        { "https://2130706433/", Public },
        { "https://0x7f000001/", Public },
        { "https://0x7f.1/", Public },
        { "https://0177.0.0.1/", Public },
        { "https://017700000001/", Public },
        { "https://[::1]/", Public },
        { "https://[0:0:0:0:0:0:0:1]/", Public },
        { "https://[::127.0.0.1]/", Public },
        { "https://[::ffff:7f00:1]/", Public },
        { "https://[64:ff9b::7f00:1]/", Public },
        { "https://[2002:7f00:1::]/", Public },
        { "https://[2001::80ff:fffe]/", Public },

        // Characters that somebody's resolver may fold into such an address or name.
        { "https://１２７.0.0.1/", Ascii },
        { "https://127。0。0。1/", Ascii },
        { "https://ⓛocalhost/", Ascii },

        // Networks that are nobody's business.
        { "https://10.0.0.1/", Public },
        { "https://172.16.0.1:8443/", Public },
        { "https://192.168.1.1/", Public },
        { "https://100.64.0.1/", Public },
        { "https://198.18.0.1/", Public },
        { "https://192.0.2.1/", Public },
        { "https://[fc00::1]/", Public },
        { "https://[2001:db8::1]/", Public },

        // Metadata services, link-local, multicast, reserved.
        { "https://169.254.169.254/latest/meta-data", Never },
        { "https://2852039166/latest/meta-data", Never },
        { "https://0xa9fea9fe/", Never },
        { "https://[::ffff:169.254.169.254]/", Never },
        { "https://[64:ff9b::a9fe:a9fe]/", Never },
        { "https://[fd00:ec2::254]/", Never },
        { "https://100.100.100.200/", Never },
        { "https://168.63.129.16/", Never },
        { "https://[fe80::1]/", Never },
        { "https://0/", Never },
        { "https://0.0.0.0/", Never },
        { "https://[::]/", Never },
        { "https://224.0.0.1/", Never },
        { "https://255.255.255.255/", Never },
        { "https://[ff02::1]/", Never },

        // Names that mean this machine or its network.
        { "https://localhost/", Public },
        { "https://LOCALHOST./", Public },
        { "https://a.localhost/", Public },
        { "https://metadata.google.internal/", Public },
        { "https://printer.local/", Public },

        { "https://example.com/" + new string('a', 4096), "4096 characters" },
    };
}
