using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

/// <summary>What languages, shells, forms and gateways make of a picture on its way, where it can still mean one thing.</summary>
public sealed class ClientPictureTests(DigitsFactory service)
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Text = "text/plain";

    private static readonly string Seven = ContractFile.Example("SevenAsBase64").GetProperty("image").GetString()!;
    private static readonly byte[] Bytes = Convert.FromBase64String(Seven);
    private static readonly string Url = "data:image/png;base64," + Seven;
    private static readonly string Wrapped = string.Join('\n', Seven.Chunk(76).Select(line => new string(line)));
    private static readonly string List = string.Join(',', Bytes);

    /// <summary>What stands in the field image, as JSON.</summary>
    private static readonly Dictionary<string, string> Values = new()
    {
        ["every + a space"] = Quoted(Url.Replace('+', ' ')),
        ["lines joined by spaces"] = Quoted(Wrapped.Replace('\n', ' ')),
        ["percent-encoded"] = Quoted(Uri.EscapeDataString(Url)),
        ["percent-encoded twice"] = Quoted(Uri.EscapeDataString(Uri.EscapeDataString(Url))),
        ["only the + percent-encoded"] = Quoted(Seven.Replace("+", "%2B", StringComparison.Ordinal)),
        ["escaped for HTML"] = Quoted(WebUtility.HtmlEncode(Url).Replace("+", "&#43;", StringComparison.Ordinal).Replace("=", "&#x3D;", StringComparison.Ordinal)),
        ["in quotes"] = Quoted($"\"{Seven}\""),
        ["Python's print of bytes"] = Quoted($"b'{Seven}'"),
        ["escaped line ends, twice"] = Quoted(Wrapped.Replace("\n", "\\n", StringComparison.Ordinal)),
        ["escaped slashes, twice"] = Quoted(Seven.Replace("/", "\\/", StringComparison.Ordinal)),
        ["data URL in a data URL"] = Quoted("data:image/png;base64," + Url),
        ["without data:"] = Quoted("image/png;base64," + Seven),
        ["without a comma"] = Quoted("data:image/png;base64 " + Seven),
        ["base64 first among the parameters"] = Quoted("data:image/png;base64;charset=utf-8," + Seven),
        ["without ;base64"] = Quoted("data:image/png," + Seven),
        ["percent-encoded bytes"] = Quoted("data:image/png," + string.Concat(Bytes.Select(value => $"%{value:X2}"))),
        ["url() of a stylesheet"] = Quoted($"url('{Url}')"),
        ["img of a page"] = Quoted($"<img src=\"{Url}\">").Replace("\\u003E", ">", StringComparison.Ordinal),
        ["base64 of base64"] = Quoted(Base64(Seven)),
        ["base64 of a data URL"] = Quoted(Base64(Url)),
        ["hexadecimal"] = Quoted(Convert.ToHexString(Bytes)),
        ["hexadecimal of a database"] = Quoted("0x" + Convert.ToHexString(Bytes).ToLowerInvariant()),
        ["list of bytes"] = $"[{List}]",
        ["list of signed bytes"] = $"[{string.Join(',', Bytes.Select(value => unchecked((sbyte)value).ToString(CultureInfo.InvariantCulture)))}]",
        ["Node's Buffer"] = $$"""{"type":"Buffer","data":[{{List}}]}""",
        ["typed array"] = "{" + string.Join(',', Bytes.Select((value, i) => $"\"{i}\":{value}")) + "}",
        ["Power Automate"] = $$"""{"$content-type":"image/png","$content":"{{Seven}}"}""",
        ["TF Serving"] = $$"""{"b64":"{{Seven}}"}""",
        ["list of one"] = $"[{Quoted(Url)}]",
    };

    /// <summary>Whole bodies, each with its Content-Type.</summary>
    private static readonly Dictionary<string, (string? Type, byte[] Body)> Whole = new()
    {
        ["field in another case"] = (Json, Utf8($$"""{"Image":"{{Seven}}"}""")),
        ["field of another name"] = (Json, Utf8($$"""{"name":"seven.png","photo":"{{Url}}","top":3}""")),
        ["image among other pictures"] = (Json, Utf8($$"""{"thumbnail":"{{Convert.ToBase64String(Samples.Three)}}","IMAGE":"{{Url}}"}""")),
        ["a level deeper"] = (Json, Utf8($$"""{"data":{"image":"{{Seven}}"} }""")),
        ["JSON in a string"] = (Json, Utf8(Quoted($$"""{"image":"{{Seven}}"}"""))),
        ["a gateway's event"] = (Json, Utf8("{\"body\":" + Quoted($$"""{"image":"{{Seven}}"}""") + ",\"isBase64Encoded\":false}")),
        ["a string alone"] = (Json, Utf8(Quoted(Seven))),
        ["a list around it"] = (Json, Utf8($$"""[{"image":"{{Seven}}"}]""")),
        ["comma at the end"] = (Json, Utf8($$"""{"image":"{{Seven}}",}""")),
        ["a comment"] = (Json, Utf8($$"""{ /* seven */ "image":"{{Seven}}"}""")),
        ["Python's print of a dict"] = (Json, Utf8($$"""{'image': '{{Seven}}', 'explain': False, 'model': None}""")),
        ["Python's print of bytes in a dict"] = (Json, Utf8($$"""{'image': b'{{Seven}}'}""")),
        ["without its quotes"] = (Json, Utf8("{image:" + Seven + "}")),
        ["without its quotes, data URL"] = (Json, Utf8("{image: " + Url + "}")),
        ["line ends in the string"] = (Json, Utf8($$"""{"image":"{{Wrapped}}"}""")),
        ["UTF-16"] = (Json, Encoding.Unicode.GetBytes($$"""{"image":"{{Seven}}"}""")),
        ["UTF-16 with a mark"] = (Json, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes($$"""{"image":"{{Seven}}"}""")]),
        ["UTF-16, big end first"] = ("application/json; charset=utf-16", Encoding.BigEndianUnicode.GetBytes($$"""{"image":"{{Seven}}","é":"数"}""")),
        ["UTF-32"] = ("application/json; charset=utf-32", Encoding.UTF32.GetBytes($$"""{"image":"{{Seven}}"}""")),
        ["UTF-8 mark"] = (Json, [0xEF, 0xBB, 0xBF, .. Utf8($$"""{"image":"{{Seven}}"}""")]),
        ["Latin-1 beside it"] = (Json, Encoding.Latin1.GetBytes($$"""{"name":"é","image":"{{Seven}}"}""")),
        ["JSON as text"] = (Text, Utf8($$"""{"image":"{{Seven}}"}""")),
        ["JSON as a form"] = (Form, Utf8($$"""{"image":"{{Seven}}"}""")),
        ["JSON as a form's name"] = (Form, Utf8(Uri.EscapeDataString($$"""{"image":"{{Seven}}"}""") + "=")),
        ["JSON without a type"] = (null, Utf8($$"""{"image":"{{Seven}}"}""")),
        ["text/json"] = ("text/json; charset=utf-8", Utf8($$"""{"image":"{{Seven}}"}""")),
        ["base64 as text"] = (Text, Utf8(Seven)),
        ["data URL as text"] = (Text + ";charset=UTF-8", Utf8(Url)),
        ["base64 as a form"] = (Form, Utf8(Seven)),
        ["base64 as bytes"] = ("application/octet-stream", Utf8(Wrapped)),
        ["base64 as a picture"] = ("image/png", Utf8(Seven)),
        ["form in another case"] = (Form, Utf8("Image=" + Uri.EscapeDataString(Seven))),
        ["form's field of another name"] = (Form, Utf8("a=b&photo=" + Uri.EscapeDataString(Url) + "&c=d")),
        ["form, encoded twice"] = (Form, Utf8("image=" + Uri.EscapeDataString(Uri.EscapeDataString(Url)))),
        ["form, + lost before it was encoded"] = (Form, Utf8("image=" + Uri.EscapeDataString(Url.Replace('+', ' ')))),
        ["bytes as JSON"] = (Json, Bytes),
        ["bytes as a form"] = (Form, Bytes),
        ["bytes as text"] = (Text, Bytes),
        ["bytes without a type"] = (null, Bytes),
        ["bytes as a picture"] = ("image/png", Bytes),
    };

    public static MatrixTheoryData<string, string> OddValues => new(["/predict/base64", "/predict/image", "/predict/batch"], [.. Values.Keys]);

    public static MatrixTheoryData<string, string> OddBodies => new(["/predict/base64", "/predict/image"], [.. Whole.Keys]);

    public static TheoryData<string> Charsets => ["utf8", "UTF-8", "us-ascii", "ASCII", "ISO-8859-1", "latin1", "windows-1252", "\"utf-8\""];

    [Theory]
    [MemberData(nameof(OddValues))]
    public async Task Value_ThatCanOnlyBeAPicture_IsRead(string path, string value)
    {
        using HttpClient client = await service.ReadyClientAsync();
        bool isBatch = path == "/predict/batch";
        string json = Values[value];
        JsonElement answer = await Answers.OkAsync(
            await client.TellAsync(path, Bodies.Json(isBatch ? $$"""{"images":[{{json}}]}""" : $$"""{"image":{{json}}}""")));
        Assert.Equal(7, Answers.Digit(isBatch ? answer.GetProperty("predictions")[0] : answer));
    }

    [Theory]
    [MemberData(nameof(OddBodies))]
    public async Task Body_ThatCanOnlyBeAPicture_IsRead(string path, string body)
    {
        using HttpClient client = await service.ReadyClientAsync();
        (string? type, byte[] bytes) = Whole[body];
        await Answers.DigitAsync(7, await client.TellAsync(path, Bodies.Of(bytes, type)));
    }

    [Theory]
    [MemberData(nameof(Charsets))]
    public async Task Json_UnderAnyCharsetLikeAscii_IsRead(string charset)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync("/predict/base64", Bodies.Of($$"""{"image":"{{Seven}}"}""", $"{Json}; charset={charset}")));
    }

    [Theory]
    [InlineData("application/json, application/json")]
    [InlineData("json")]
    [InlineData("*/*")]
    [InlineData("application/json; charset")]
    [InlineData("//")]
    public async Task ContentType_ThatCannotBeRead_LeavesItToTheBody(string type)
    {
        using HttpClient client = await service.ReadyClientAsync();
        using ByteArrayContent json = Bodies.Of($$"""{"image":"{{Seven}}"}""", null);
        Assert.True(json.Headers.TryAddWithoutValidation("Content-Type", type));
        await Answers.DigitAsync(7, await client.TellAsync("/predict/base64", json));
    }

    [Fact]
    public async Task Bmp_UnderAnotherName_IsRead()
    {
        using HttpClient client = await service.ReadyClientAsync();
        byte[] five = Samples.Fixture("5-windows.bmp");
        foreach (string value in (string[])[Quoted(Convert.ToBase64String(five)), $"[{string.Join(',', five)}]"])
        {
            await Answers.DigitAsync(5, await client.TellAsync("/predict/base64", Bodies.Json($$"""{"photo":{{value}}}""")));
        }
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Base64(string text) => Convert.ToBase64String(Utf8(text));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
