using Digits.Fuzz.Mutators;

namespace Digits.Fuzz.Requests;

/// <summary>Request lines and headers: those that the service itself answers for, and those that its server refuses before.</summary>
internal static class RequestHead
{
    /// <summary>A header after which the service may be too late.</summary>
    public const string Impatient = "X-Request-Timeout-Ms: 1";

    private static readonly string[] Queries =
    [
        "top=1", "top=10", "top=0", "top=11", "top=", "top=a", "top=1&top=2", "explain=true", "explain=1", "explain=maybe", "model=softmax", "model=none",
        "model=", "model=%00", "model=../cnn", "scale=unit", "scale=byte", "scale=x", "other=1", "&&&", "=", "top=99999999999999999999", "a%=b", "%ff=%fe",
    ];

    private static readonly string[] Harmless =
    [
        "Accept: text/html", "Accept: application/xml;q=0", "Accept-Encoding: gzip, br", "Origin: https://example.org", "Origin: null", "X-Request-Id: a b",
        "X-Request-Id: 0123456789", "X-Forwarded-For: 1.2.3.4", "X-Forwarded-For: \"[", "X-Forwarded-Proto: gopher", "X-Forwarded-Host: a\\b", "X-Forwarded-Prefix: //x",
        "Expect: 100-continue", "If-None-Match: *", "Range: bytes=0-", "Cookie: a=b; c", "Authorization: Basic !!", "traceparent: 00-00-00-00", "TE: trailers",
        "Content-Language: de", "Content-MD5: x", "Connection: keep-alive", "Upgrade-Insecure-Requests: 1", "Forwarded: for=_x;proto=", "Date: never",
        Impatient, "X-Request-Timeout-Ms: 999999999", "X-Request-Timeout-Ms: 9999999999", "X-Request-Timeout-Ms: 0", "X-Request-Timeout-Ms: -1", "X-Request-Timeout-Ms: ",
    ];

    private static readonly string[] Harmful =
    [
        "Host: a b", "Host: ", "bad header", "Bad Name: x", ": x", "X: \u0001", "Upgrade: h2c", "Connection: close, x", "Content-Length: 5", "Expect: 200-maybe", "X:\r\n y",
    ];

    private static readonly string[] RequestLines =
    [
        "POST {0} HTTP/1.0", "POST {0} HTTP/2.0", "POST {0} HTTP/9.9", "POST {0}", "post {0} HTTP/1.1", "POST  {0} HTTP/1.1", "POST http://example.org{0} HTTP/1.1",
        "OPTIONS * HTTP/1.1", "CONNECT a:1 HTTP/1.1", "P\u0001ST {0} HTTP/1.1", "POST /predict/%zz HTTP/1.1", "POST /predict/../image HTTP/1.1", "POST {0}\u0000 HTTP/1.1", "",
    ];

    /// <summary>A path with what may follow it.</summary>
    public static string Target(string endpoint, Chance chance)
    {
        string query = chance.Percent(15) ? "?" + string.Join('&', Enumerable.Range(0, chance.Few(4)).Select(_ => chance.One(Queries))) : string.Empty;
        return chance.Percent(98) ? $"/predict/{endpoint}{query}" : chance.One("/predict", "/predict/", "/", "/health/ready", "/predict/image/7", "/openapi.yaml", "/predict/IMAGE") + query;
    }

    /// <summary>A request line that is sound, with any method.</summary>
    public static string Line(string target, Chance chance) =>
        $"{(chance.Percent(98) ? "POST" : chance.One("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO"))} {target} HTTP/1.1";

    /// <summary>A request line that the server may refuse.</summary>
    public static string DamagedLine(string target, Chance chance) => chance.One(RequestLines).Replace("{0}", target, StringComparison.Ordinal);

    /// <summary>Headers that change nothing about where the request ends.</summary>
    public static string Headers(Chance chance) => chance.Percent(80)
        ? string.Empty
        : string.Concat(Enumerable.Range(0, chance.Few(6)).Select(_ => chance.One(Harmless)).Distinct(StringComparer.Ordinal).Select(header => header + "\r\n"));

    /// <summary>Headers that the server may refuse, or that are too many or too long for it.</summary>
    public static string DamagedHeaders(Chance chance) => chance.Below(4) switch
    {
        0 => string.Concat(Enumerable.Repeat("A: b\r\n", chance.Between(90, 300))),
        1 => $"A: {new string('b', chance.Between(8_000, 60_000))}\r\n",
        _ => chance.One(Harmful) + "\r\n",
    };
}
