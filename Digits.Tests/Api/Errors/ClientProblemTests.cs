using System.Text;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Errors;

/// <summary>What cannot be read is named, with what to change.</summary>
public sealed class ClientProblemTests(DigitsFactory service)
{
    private const string Png = "image/png";

    public static TheoryData<string, string> Texts => new()
    {
        { "https://example.org/7.png", "not fetched" },
        { "HTTP://example.org/zq7Marker", "not fetched" },
        { "blob:http://localhost/1234", "not fetched" },
        { "file:///home/zq7Marker", "not fetched" },
        { "/home/me/zq7Marker.png", "not fetched" },
        { "/tmp/zq7Marker", "not fetched" },
        { "C:\\\\Users\\\\zq7Marker", "not fetched" },
        { "zq7Marker.jpeg", "not fetched" },
        { "data:,", "canvas without pixels" },
        { "undefined", "word" },
        { "null", "word" },
        { "[object HTMLCanvasElement]", "word" },
        { "\\u0089PNG\\r\\n\\u001a\\n\\u0000", "as base64" },
        { "\\ufffdPNG\\r\\n\\u001a\\n", "as base64" },
        { "b'\\\\x89PNG\\\\r\\\\n", "as base64" },
    };

    public static TheoryData<string, byte[], string> Files => new()
    {
        { "an address", "https://example.org/7.png"u8.ToArray(), "not fetched" },
        { "a word", "undefined"u8.ToArray(), "word" },
        { "pixels", new byte[784], "/predict/raw" },
        { "pixels in JSON", "{\"pixels\":[0,0]}"u8.ToArray(), "/predict/raw" },
        { "a numpy file", [0x93, .. "NUMPY\u0001\0v\0{'descr': '|u1'}"u8], "numpy" },
        { "gzip", Coded.Compress("gzip", Samples.Seven), "Content-Encoding" },
        { "a form", "--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nx\r\n--b--\r\n"u8.ToArray(), "Content-Type" },
        { "a picture as text", Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(Samples.Seven)), "--data-binary" },
        { "curl's -d", [.. Samples.Seven.Where(value => value is not (0 or 10 or 13))], "--data-binary" },
    };

    [Theory]
    [InlineData("{\"pixels\":[0,0]}", "/predict/raw")]
    [InlineData("{\"images\":[\"AAAA\",\"AAAA\"]}", "/predict/batch")]
    public async Task Fields_OfAnotherPath_NameIt(string body, string path)
    {
        using HttpClient client = await service.ReadyClientAsync();
        string detail = await Answers.ProblemAsync(400, "missing-field", await client.TellAsync("/predict/base64", Bodies.Json(body)));
        Assert.Contains(path, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataUrl_OfAnotherFormat_NamesTheFormat()
    {
        using HttpClient client = await service.ReadyClientAsync();
        string url = "data:image/heic;base64," + Convert.ToBase64String([0, 0, 0, 32, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8]);
        using var form = new MultipartFormDataContent { { new StringContent(url), "image" } };
        string detail = await Answers.ProblemAsync(415, "unsupported-image-format", await client.TellAsync("/predict/image", form));
        Assert.Contains("HEIC", detail, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_InThePlaceOfBase64_IsNamed(string text, string says)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/predict/base64", Bodies.Json($$"""{"image":"{{text}}"}"""));
        Assert.Contains(says, await Answers.ProblemAsync(400, "invalid-base64", response), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Bytes_InThePlaceOfAPicture_AreNamed(string what, byte[] bytes, string says)
    {
        using HttpClient client = await service.ReadyClientAsync();
        string detail = await Answers.ProblemAsync(415, "unsupported-image-format", await client.TellAsync("/predict/image", Bodies.Of(bytes, Png)));
        Assert.True(detail.Contains(says, StringComparison.Ordinal), $"{what}: {detail}");
    }
}
