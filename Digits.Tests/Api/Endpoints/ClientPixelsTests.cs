using System.Globalization;
using System.Text;
using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

/// <summary>What numpy, Keras, JavaScript, forms and spreadsheets make of 784 numbers, where it can still mean one thing.</summary>
public sealed class ClientPixelsTests(DigitsFactory service)
{
    private const string Path = "/predict/raw";
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Text = "text/plain";

    private static readonly byte[] Pixels = Samples.SevenPixels;
    private static readonly string List = Samples.SevenList;
    private static readonly string Rows = Samples.SevenRows;
    private static readonly string Ones = string.Join(',', Pixels.Select(level => $"[{level}]"));
    private static readonly string RowsOfOnes = string.Join(',', Pixels.Chunk(28).Select(row => $"[{string.Join(',', row.Select(level => $"[{level}]"))}]"));
    private static readonly string Fractions = string.Join(',', Pixels.Select(level => (level / 255.0).ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>What stands in the field pixels, as JSON.</summary>
    private static readonly Dictionary<string, string> Values = new()
    {
        ["[1,28,28]"] = $"[[{Rows}]]",
        ["[1,1,28,28]"] = $"[[[{Rows}]]]",
        ["[28,28,1]"] = $"[{RowsOfOnes}]",
        ["[1,28,28,1]"] = $"[[{RowsOfOnes}]]",
        ["[1,784]"] = $"[[{List}]]",
        ["[784,1]"] = $"[{Ones}]",
        ["[1,1,1,784]"] = $"[[[[{List}]]]]",
        ["[28,1,28]"] = $"[{string.Join(',', Pixels.Chunk(28).Select(row => $"[[{string.Join(',', row)}]]"))}]",
        ["numbers as strings"] = $"[{string.Join(',', Pixels.Select(level => $"\"{level}\""))}]",
        ["whole numbers with an exponent"] = $"[{List.Replace("255", "2.55e2", StringComparison.Ordinal)}]",
        ["typed array"] = "{" + string.Join(',', Pixels.Select((level, i) => $"\"{i}\":{level}")) + "}",
        ["Node's Buffer"] = $$"""{"type":"Buffer","data":[{{List}}]}""",
        ["list in a string"] = $"\"[{List}]\"",
        ["rows in a string"] = $"\"[{Rows}]\"",
        ["spaces between"] = $"\"{List.Replace(',', ' ')}\"",
        ["semicolons between"] = $"\"{List.Replace(',', ';')}\"",
        ["numpy's print"] = $"\"[[{string.Join("]\\n [", Pixels.Chunk(28).Select(row => string.Join(' ', row)))}]]\"",
        ["base64 of the bytes"] = $"\"{Convert.ToBase64String(Pixels)}\"",
        ["hexadecimal of the bytes"] = $"\"{Convert.ToHexString(Pixels)}\"",
    };

    private static readonly Dictionary<string, (string? Type, byte[] Body)> Whole = new()
    {
        ["field in another case"] = (Json, Utf8($$"""{"Pixels":[{{List}}]}""")),
        ["field of another name"] = (Json, Utf8($$"""{"data":[{{List}}],"model":"cnn"}""")),
        ["beside a picture and a word"] = (Json, Utf8($$"""{"note":"no NaN","thumbnail":"{{Convert.ToBase64String(Samples.Three)}}","Pixels":[{{List}}]}""")),
        ["TF Serving"] = (Json, Utf8($$"""{"instances":[[{{RowsOfOnes}}]]}""")),
        ["list of objects"] = (Json, Utf8("{\"instances\":[{\"pixels\":[" + List + "]}]}")),
        ["list alone"] = (Json, Utf8($"[{List}]")),
        ["rows alone"] = (Json, Utf8($"[{Rows}]")),
        ["JSON in a string"] = (Json, Utf8(JsonSerializer.Serialize($$"""{"pixels":[{{List}}]}"""))),
        ["comma at the end"] = (Json, Utf8($$"""{"pixels":[{{List}},]}""")),
        ["Python's print"] = (Json, Utf8($$"""{'pixels': [{{List}}], 'explain': False}""")),
        ["without its quotes"] = (Json, Utf8("{pixels:[" + List + "]}")),
        ["UTF-16"] = (Json, Encoding.Unicode.GetBytes($$"""{"pixels":[{{List}}]}""")),
        ["JSON as text"] = (Text, Utf8($$"""{"pixels":[{{List}}]}""")),
        ["JSON as a form"] = (Form, Utf8($$"""{"pixels":[{{List}}]}""")),
        ["JSON as bytes"] = ("application/octet-stream", Utf8($$"""{"pixels":[{{List}}]}""")),
        ["JSON without a type"] = (null, Utf8($$"""{"pixels":[{{List}}]}""")),
        ["CSV"] = ("text/csv", Utf8(string.Join("\r\n", Pixels.Chunk(28).Select(row => string.Join(',', row))))),
        ["form"] = (Form, Utf8("pixels=" + Uri.EscapeDataString(List))),
        ["form of one field each"] = (Form, Utf8(string.Join('&', Pixels.Select(level => $"pixels%5B%5D={level}")))),
        ["form of one indexed field each"] = (Form, Utf8(string.Join('&', Pixels.Select((level, i) => $"pixels[{i}]={level}")))),
        ["part of a form"] = ("multipart/form-data; boundary=b", Utf8($"--b\r\nContent-Disposition: form-data; name=\"pixels\"\r\n\r\n[{List}]\r\n--b--\r\n")),
        ["file of bytes in a form"] = ("multipart/form-data; boundary=b", [.. Utf8("--b\r\nContent-Disposition: form-data; name=\"pixels\"; filename=\"a\"\r\n\r\n"), .. Pixels, .. "\r\n--b--\r\n"u8]),
    };

    public static TheoryData<string> OddValues => [.. Values.Keys];

    public static TheoryData<string> OddBodies => [.. Whole.Keys];

    public static TheoryData<string, string> Batches => new()
    {
        { "[n,1,28,28]", $"{{\"pixels\":[[[{Rows}]],[[{Rows}]]]}}" },
        { "[n,28,28,1]", $"{{\"pixels\":[[{RowsOfOnes}],[{RowsOfOnes}]]}}" },
        { "[n,784,1]", $"{{\"pixels\":[[{Ones}],[{Ones}]]}}" },
        { "[1,n,28,28]", $"{{\"pixels\":[[[{Rows}],[{Rows}]]]}}" },
        { "[1,n,784]", $"{{\"pixels\":[[[{List}],[{List}]]]}}" },
        { "list alone", $"[[{List}],[{Rows}]]" },
        { "another name", $"{{\"instances\":[[{List}],[{Rows}]]}}" },
        { "objects", $"[{{\"pixels\":[{List}]}},{{\"pixels\":[{List}]}}]" },
    };

    public static TheoryData<string, string> Singles => new()
    {
        { "[784]", $"{{\"pixels\":[{List}]}}" },
        { "[28,28]", $"{{\"pixels\":[{Rows}]}}" },
        { "[1,784]", $"{{\"pixels\":[[{List}]]}}" },
    };

    public static TheoryData<string, string, string, string> Problems => new()
    {
        { "pixel-out-of-range", "fractions", $"[{Fractions}]", "scale=unit" },
        { "pixel-out-of-range", "-1 to 1", $"[{string.Join(',', Pixels.Select(level => (level / 127.5 - 1).ToString("R", CultureInfo.InvariantCulture)))}]", "-1 to 1" },
        { "wrong-pixel-count", "a batch", $"[[{Rows}],[{Rows}],[{Rows}]]", "[3,28,28]" },
        { "wrong-pixel-count", "colours", $"[{string.Join(',', Enumerable.Repeat($"[{string.Join(',', Enumerable.Repeat("[0,0,0]", 28))}]", 28))}]", "[28,28,3]" },
        { "wrong-pixel-count", "8 by 8", $"[{string.Join(',', Enumerable.Repeat("[0,0,0,0,0,0,0,0]", 8))}]", "[8,8]" },
        { "wrong-pixel-count", "nothing", "[]", "0 values" },
    };

    [Theory]
    [MemberData(nameof(OddValues))]
    public async Task Value_ThatCanOnlyBeADigit_AnswersAsForBytes(string value)
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement expected = await Answers.OkAsync(await client.TellAsync(Path, Bodies.Octets(Pixels)));
        JsonElement single = await Answers.OkAsync(await client.TellAsync(Path, Bodies.Json($$"""{"pixels":{{Values[value]}}}""")));
        Assert.True(JsonElement.DeepEquals(expected, single), value);
        JsonElement batch = await Answers.OkAsync(await client.TellAsync("/predict/batch", Bodies.Json($$"""{"pixels":[{{Values[value]}}]}""")));
        Assert.Equal([7], batch.GetProperty("predictions").EnumerateArray().Select(Answers.Digit));
    }

    [Theory]
    [MemberData(nameof(OddBodies))]
    public async Task Body_ThatCanOnlyBeADigit_AnswersAsForBytes(string body)
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement expected = await Answers.OkAsync(await client.TellAsync(Path, Bodies.Octets(Pixels)));
        JsonElement actual = await Answers.OkAsync(await client.TellAsync(Path, Bodies.Of(Whole[body].Body, Whole[body].Type)));
        Assert.True(JsonElement.DeepEquals(expected, actual), body);
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task Batch_InAnyShapeOfTwo_IsRead(string shape, string body)
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement answer = await Answers.OkAsync(await client.TellAsync("/predict/batch", Bodies.Json(body)));
        Assert.Equal((shape, "7,7"), (shape, string.Join(',', answer.GetProperty("predictions").EnumerateArray().Select(Answers.Digit))));
    }

    [Theory]
    [MemberData(nameof(Singles))]
    public async Task Batch_OfOneDigitWithoutItsList_IsRead(string shape, string body)
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement answer = await Answers.OkAsync(await client.TellAsync("/predict/batch", Bodies.Json(body)));
        Assert.Equal((shape, "7"), (shape, string.Join(',', answer.GetProperty("predictions").EnumerateArray().Select(Answers.Digit))));
    }

    public static TheoryData<string, string?, byte[], string> Others => new()
    {
        { "unsupported-media-type", "image/png", Samples.Seven, "/predict/image" },
        { "wrong-pixel-count", "application/octet-stream", Samples.Seven, "/predict/image" },
        { "missing-field", Json, Utf8($$"""{"image":"{{Convert.ToBase64String(Samples.Seven)}}"}"""), "/predict/base64" },
        { "malformed-json", Json, Utf8("{\"pixels\":[0,NaN,1]}"), "NaN" },
        { "malformed-json", Json, Utf8("{\"pixels\":[0, -Infinity]}"), "Infinity" },
        { "wrong-pixel-count", "application/octet-stream", [0x93, .. "NUMPY"u8, 1, 0], "numpy" },
        { "wrong-pixel-count", "application/octet-stream", new byte[785], "label" },
        { "wrong-pixel-count", "application/octet-stream", new byte[3136], "float32" },
        { "wrong-pixel-count", "application/octet-stream", new byte[6272], "float64" },
        { "wrong-pixel-count", "application/octet-stream", new byte[2352], "three for each" },
        { "wrong-pixel-count", "application/octet-stream", Coded.Compress("gzip", Pixels), "Content-Encoding" },
        { "unsupported-media-type", null, Utf8("--b\r\nContent-Disposition: form-data; name=\"pixels\"\r\n\r\n0\r\n--b--\r\n"), "multipart" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Body_ThatIsSomethingElse_IsNamed(string slug, string? type, byte[] body, string says)
    {
        using HttpClient client = await service.ReadyClientAsync();
        int status = slug == "unsupported-media-type" ? 415 : 400;
        string detail = await Answers.ProblemAsync(status, slug, await client.TellAsync(Path, Bodies.Of(body, type)));
        Assert.Contains(says, detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task Value_ThatIsNoDigit_IsNamed(string slug, string what, string value, string says)
    {
        using HttpClient client = await service.ReadyClientAsync();
        string detail = await Answers.ProblemAsync(400, slug, await client.TellAsync(Path, Bodies.Json($$"""{"pixels":{{value}}}""")));
        Assert.True(detail.Contains(says, StringComparison.Ordinal), $"{what}: {detail}");
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
