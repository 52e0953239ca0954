namespace VideoProxy.FunctionalTests.Fuzz;

/// <summary>What no client should send. Bytes are written as the characters U+0000 to U+00FF.</summary>
internal static class Nasties
{
    /// <summary>Where a JSON value belongs: as JSON text, since much of it no JSON library would write.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "0", "-1", "-0", "1.5", "5.0", "5e0", "1e999", "-1e-999", "99999999999999999999", "9223372036854775807", "4294967296", new('9', 5000),
        "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\uffff\"", "\"\\r\\n\\t\"", "\"\u00ff\u00fe\"", "\"\u0000\"",
        $"\"{new string('a', 100_000)}\"", $"\"{string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 3000))}\"", "[]", "{}", "[[]]", "[null]", "{\"a\":1,\"a\":2}", "{\"\":\"\"}",
        "{\"url\":{\"url\":{\"url\":1}}}", "{\"url\":[\"a\"]}", "{\"image_url\":null}", "{\"\\ud800\":1}", "{\"__proto__\":{\"a\":1}}", Deep(31), Deep(33), Deep(5000), DeepObject(40),
        $"[{string.Join(',', Enumerable.Repeat("{}", 2000))}]", "NaN", "Infinity", "undefined", "'a'", "\"unfinished", "[1,", "/* a */ 1", "\"https://127.0.0.1/a\"",
        "\"http://[::1\"", "\"https://user:word@example.com/\"", "\"https://\"", "\"https://a\\u0000.example/\"", "\"data:,\"", "\"data:image/png;base64,\"", "\"data:image/png;base64,####\"",
        "\"data:image/png;base64,aGVsbG8=\"", "\"file:///etc/passwd\"", "\"HTTPS://EXAMPLE.COM:99999/\"", "\"https://xn--\\u00fc/\"", "\"../../a\"", "\"%00\"", "\"0x0\"", "\"-1x-1\"",
        "\"99999999999x1\"", "\"2147483647x2147483647\"", "\"0:0\"", "\"seedance-2-0/seedance-2-0\"", "\"openai/\"", "\"/\"",
    ];

    /// <summary>Where a path segment or a query value belongs: escaped already.</summary>
    public static readonly string[] Segments =
    [
        "video_a", "%ff%fe", "%2e%2e%2f", "%5c", "%2F", "a%2Fb", "%25", "%", "..%2f", "%ED%A0%80", "'%20or%201=1--", "%F0%9F%98%80", "-1", "0", "99999999999999999999", "1e9", "NaN",
        "true", "{id}", "a%0d%0ab", ";", "video_" + new string('a', 2000),
    ];

    /// <summary>A query may also hold NUL; in a path the server itself refuses it.</summary>
    public static readonly string[] QueryValues = [.. Segments, "%00", "a%00b", "%ED%A0%80"];

    public static readonly string[] HeaderValues = ["", " ", ",", "=", ";", "wait=", "wait=-1", "wait=99999999999999", "wait=1;wait", "bytes=", "bytes=-0", "bytes=9-1", "bytes=0-0,1-1,2-2",
        "bytes=99999999999999999999-", "items=1-2", "\"", "W/\"a\"", "*", "-1", "9223372036854775808", "\t", "a,b,c", new('a', 256), new('a', 8000)];

    public static readonly string[] HeaderNames = ["Idempotency-Key", "Prefer", "Range", "If-Range", "If-None-Match", "If-Modified-Since", "Last-Event-ID", "X-Stainless-Lang", "X-Stainless-Retry-Count",
        "x-request-id", "Accept", "Accept-Encoding", "Cookie", "traceparent", "X-Forwarded-For", "X-Forwarded-Host", "X-HTTP-Method-Override", "Authorization", "x-api-key"];

    public static readonly string[] ContentTypes = ["", "application/json; charset=utf-16", "application/json; charset=nonsense", "application/jsonx", "application/vnd.a+json", "text/plain", "multipart/form-data",
        "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=other", "multipart/mixed; boundary=x", "application/json, text/html", ";;;"];

    /// <summary>Names of form parts.</summary>
    public static readonly string[] PartNames = ["", "[", "]", "[]", "a[[[", "prompt[]", "prompt[a]", "reference_images[]", "reference_images[0]", "reference_images[1]", "reference_images[99999999999]",
        "reference_images[-1]", "image[url]", "image[url][url]", "metadata[a][b]", "metadata[]", "metadata[][][]", "provider_options[a]", "model", "prompt", "seconds", "\u00ff", "a\\\"b",
        "metadata" + string.Concat(Enumerable.Repeat("[a]", 40)), "metadata" + string.Concat(Enumerable.Repeat("[a]", 5000))];

    private static string Deep(int levels) => new string('[', levels) + new string(']', levels);

    private static string DeepObject(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
}
