using Digits.Tests.Support;

namespace Digits.Tests.Api.Errors;

public sealed class BodyProblemTests(DigitsFactory service)
{
    private const string M = Samples.Marker;

    public static MatrixTheoryData<string, string> NotJson => new(
        ["/predict/base64", "/predict/raw", "/predict/batch"],
        [" ", M, "{", "{\"" + M, "{} " + M, "{}{}", "{\"a\":1,}", "{'a':1}", "{\"a\":" + new string('[', 100), "// " + M]);

    [Theory]
    [MemberData(nameof(NotJson))]
    public async Task Json_ThatIsNone_IsMalformed(string path, string body) =>
        await AssertAsync("malformed-json", path, Bodies.Json(body));

    [Theory]
    [InlineData("/predict/base64", "{\"image\":\"AAAA\",\"image\":}")]
    [InlineData("/predict/raw", "{\"pixels\":[1,2,}")]
    [InlineData("/predict/raw", "{\"pixels\":[01]}")]
    [InlineData("/predict/batch", "{\"images\":[\"AAAA\"")]
    [InlineData("/predict/batch", "{\"pixels\":[[1,2],[}")]
    public async Task Json_ThatBreaksInsideItsField_IsMalformed(string path, string body) =>
        await AssertAsync("malformed-json", path, Bodies.Json(body));

    [Fact]
    public async Task Json_ThatBreaks_IsMalformedWithThePlace()
    {
        string detail = await AssertAsync("malformed-json", "/predict/base64", Bodies.Json("{\"a\":1,\n\"b\":x}"));
        Assert.Contains("line 2, byte 5", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/predict/base64", "{}")]
    [InlineData("/predict/base64", "[]")]
    [InlineData("/predict/base64", "\"" + M + "\"")]
    [InlineData("/predict/base64", "{\"" + M + "\":\"AAAA\"}")]
    [InlineData("/predict/base64", "{\"image\":null}")]
    [InlineData("/predict/base64", "{\"image\":7}")]
    [InlineData("/predict/base64", "{\"image\":{\"image\":\"" + M + "\"}}")]
    [InlineData("/predict/base64", "{\"image\":\"\"}")]
    [InlineData("/predict/base64", "{\"image\":\"data:image/png;base64,\"}")]
    [InlineData("/predict/raw", "{}")]
    [InlineData("/predict/raw", "784")]
    [InlineData("/predict/raw", "{\"Pixels\":[]}")]
    [InlineData("/predict/raw", "{\"pixels\":null}")]
    [InlineData("/predict/raw", "{\"pixels\":{\"" + M + "\":1}}")]
    [InlineData("/predict/batch", "{}")]
    [InlineData("/predict/batch", "null")]
    [InlineData("/predict/batch", "{\"images\":[]}")]
    [InlineData("/predict/batch", "{\"pixels\":[]}")]
    [InlineData("/predict/batch", "{\"images\":\"" + M + "\"}")]
    [InlineData("/predict/batch", "{\"images\":[\"AAAA\"],\"pixels\":[]}")]
    public async Task Json_WithoutWhatIsWanted_IsAMissingField(string path, string body) =>
        await AssertAsync("missing-field", path, Bodies.Json(body));

    [Theory]
    [InlineData("")]
    [InlineData("picture=" + M)]
    [InlineData("image")]
    [InlineData("image=")]
    [InlineData("images=AAAA")]
    [InlineData("{\"image\":\"" + M + "\"}")]
    public async Task Form_WithoutWhatIsWanted_IsAMissingField(string body) =>
        await AssertAsync("missing-field", "/predict/base64", Bodies.Form(body));

    [Theory]
    [InlineData("/predict/image", "image/png")]
    [InlineData("/predict/image", "application/octet-stream")]
    [InlineData("/predict/base64", "application/json")]
    [InlineData("/predict/base64", "application/x-www-form-urlencoded")]
    [InlineData("/predict/raw", "application/json")]
    [InlineData("/predict/raw", "application/octet-stream")]
    [InlineData("/predict/batch", "application/json")]
    public async Task Body_OfNoBytes_IsAMissingField(string path, string contentType) =>
        await AssertAsync("missing-field", path, Bodies.Of([], contentType));

    [Theory]
    [InlineData("/predict/image", "picture")]
    [InlineData("/predict/image", M)]
    public async Task Multipart_WithoutTheWantedPart_IsAMissingField(string path, string part) =>
        await AssertAsync("missing-field", path, Bodies.Files((part, Samples.Seven)));

    [Fact]
    public async Task Multipart_WithAnEmptyFile_IsAMissingField() =>
        await AssertAsync("missing-field", "/predict/image", Bodies.Files(("image", [])));

    [Fact]
    public async Task Multipart_WithFieldsOnly_IsAMissingField() => await AssertAsync(
        "missing-field", "/predict/batch", new MultipartFormDataContent { { new StringContent(M), "title" } });

    [Theory]
    [InlineData(M + "!")]
    [InlineData("A")]
    [InlineData("AAAAA")]
    [InlineData("AA=A")]
    [InlineData("AA==AA==")]
    [InlineData("AAAA*AAA")]
    [InlineData("data:image/png," + M)]
    [InlineData("data:image/png;base64")]
    [InlineData("data:image/svg+xml;utf8,<svg/>")]
    [InlineData("\\ud800")]
    [InlineData("\\u00e4AAA")]
    [InlineData("AA\\u0000A")]
    [InlineData("äAAA")]
    public async Task Base64_ThatIsNone_IsInvalid(string text) =>
        await AssertAsync("invalid-base64", "/predict/base64", Bodies.Json($$"""{"image":"{{text}}"}"""));

    [Theory]
    [InlineData("image=%zz" + M)]
    [InlineData("image=AAA%2")]
    [InlineData("image=AAA%00")]
    public async Task Base64_ThatIsNoneInAForm_IsInvalid(string body) =>
        await AssertAsync("invalid-base64", "/predict/base64", Bodies.Form(body));

    [Fact]
    public async Task Base64_OfTextThatIsNoUtf8_IsInvalid() => await AssertAsync(
        "invalid-base64", "/predict/base64", Bodies.Of([.. "{\"image\":\"AA"u8, 0xC3, 0x28, .. "AA\\u0041\"}"u8], "application/json"));

    [Theory]
    [InlineData(1)]
    [InlineData(783)]
    [InlineData(785)]
    [InlineData(100_000)]
    public async Task Pixels_TooFewOrTooMany_AreAWrongCount(int count)
    {
        await AssertAsync("wrong-pixel-count", "/predict/raw", Bodies.Octets(new byte[count]));
        await AssertAsync("wrong-pixel-count", "/predict/raw", Bodies.Json($$"""{"pixels":[{{string.Join(',', new byte[count])}}]}"""));
    }

    [Fact]
    public async Task Pixels_InRowsOfAnotherLength_AreAWrongCount()
    {
        string rows = string.Join(',', Enumerable.Repeat($"[{string.Join(',', new byte[56])}]", 14));
        await AssertAsync("wrong-pixel-count", "/predict/raw", Bodies.Json($$"""{"pixels":[{{rows}}]}"""));
    }

    [Fact]
    public async Task Pixels_HalfInRowsAndHalfNot_AreAWrongCount()
    {
        string row = string.Join(',', new byte[28]);
        string rest = string.Join(',', new byte[756]);
        await AssertAsync("wrong-pixel-count", "/predict/raw", Bodies.Json($$"""{"pixels":[[{{row}}],{{rest}}]}"""));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("256")]
    [InlineData("7.5")]
    [InlineData("1e400")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"" + M + "\"")]
    [InlineData("{\"" + M + "\":[1]}")]
    public async Task Pixel_ThatIsNoLevel_IsOutOfRangeWithItsPlace(string pixel)
    {
        string pixels = string.Join(',', new byte[412]) + "," + pixel + "," + string.Join(',', new byte[371]);
        string detail = await AssertAsync("pixel-out-of-range", "/predict/raw", Bodies.Json($$"""{"pixels":[{{pixels}}]}"""));
        Assert.Contains("pixels[412]", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2," + M)]
    [InlineData("1;2")]
    [InlineData("1,,2")]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("\\ud800")]
    public async Task Pixel_ThatIsNoLevelInText_IsOutOfRange(string text) =>
        await AssertAsync("pixel-out-of-range", "/predict/raw", Bodies.Json($$"""{"pixels":"{{text}}"}"""));

    [Theory]
    [InlineData("/predict/image", "multipart/form-data")]
    [InlineData("/predict/image", "multipart/form-data; boundary=\"\"")]
    [InlineData("/predict/image", "multipart/form-data; boundary=a")]
    [InlineData("/predict/batch", "multipart/form-data")]
    [InlineData("/predict/batch", "multipart/form-data; boundary=a")]
    public async Task Multipart_ThatIsNone_IsMalformed(string path, string contentType) =>
        await AssertAsync("malformed-request", path, Bodies.Of(M, contentType));

    [Fact]
    public async Task Multipart_ThatBreaksOff_IsMalformed() => await AssertAsync(
        "malformed-request",
        "/predict/image",
        Bodies.Of("--a\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n" + M, "multipart/form-data; boundary=a"));

    [Fact]
    public async Task Multipart_WithABoundaryOfMoreThan70Characters_IsMalformed()
    {
        string boundary = new('b', 71);
        string body = $"--{boundary}\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nx\r\n--{boundary}--\r\n";
        await AssertAsync("malformed-request", "/predict/image", Bodies.Of(body, "multipart/form-data; boundary=" + boundary));
    }

    private async Task<string> AssertAsync(string slug, string path, HttpContent body)
    {
        using HttpClient client = await service.ReadyClientAsync();
        return await Answers.ProblemAsync(400, slug, await client.TellAsync(path, body));
    }
}
