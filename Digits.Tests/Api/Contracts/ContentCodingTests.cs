using System.Text;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Contracts;

public sealed class ContentCodingTests(DigitsFactory service)
{
    private const int Seed = 20260107;

    public static TheoryData<string, string> Codings => new()
    {
        { "gzip", "gzip" },
        { "gzip", "x-gzip" },
        { "gzip", "GZIP" },
        { "br", "br" },
        { "deflate", "deflate" },
        { "raw", "deflate" },
    };

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Body_InACoding_IsReadAtEveryPath(string compression, string coding)
    {
        using HttpClient client = await service.ReadyClientAsync();
        byte[] json = Encoding.UTF8.GetBytes($$"""{"image":"{{Convert.ToBase64String(Samples.Seven)}}"}""");
        await Answers.DigitAsync(7, await TellAsync(client, "/predict/base64", compression, coding, Bodies.Of(json, "application/json")));
        await Answers.DigitAsync(7, await TellAsync(client, "/predict/image", compression, coding, Bodies.Of(Samples.Seven, "image/png")));
        await Answers.DigitAsync(7, await TellAsync(client, "/predict/raw", compression, coding, Bodies.Octets(Samples.SevenPixels)));
        await Answers.DigitAsync(7, await TellAsync(client, "/predict/image", compression, coding, Bodies.Files(("image", Samples.Seven))));
        await Answers.OkAsync(await TellAsync(client, "/predict/batch", compression, coding, Bodies.Files(("a", Samples.Seven))));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("identity", "identity")]
    [InlineData("utf-8")]
    public async Task Body_InNoCoding_IsRead(params string[] codings)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync("/predict/image", Coded.As(Bodies.Of(Samples.Seven, "image/png"), codings)));
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData(Samples.Marker)]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "gzip")]
    public async Task Body_InAnotherCodingOrSeveral_IsRefusedWithThoseThatAreTaken(params string[] codings)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/predict/raw", Coded.As(Bodies.Octets(Samples.SevenPixels), codings));
        await Answers.ProblemAsync(415, "unsupported-content-encoding", response);
        Assert.Equal(["gzip", "br", "deflate"], response.Headers.GetValues("Accept-Encoding").SelectMany(value => value.Split(", ")));
    }

    [Fact]
    public async Task ContentType_ThatIsRefused_DoesNotBlameTheCoding()
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/predict/batch", Bodies.Of(Samples.Marker, "text/plain"));
        await Answers.ProblemAsync(415, "unsupported-media-type", response);
        Assert.False(response.Headers.Contains("Accept-Encoding"));
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Body_ThatBreaksOff_IsMalformedAndNamesTheCoding(string compression, string coding)
    {
        using HttpClient client = await service.ReadyClientAsync();
        byte[] whole = Coded.Compress(compression, Samples.SevenPixels);
        foreach (int length in (int[])[1, 2, whole.Length / 2, whole.Length - 1])
        {
            HttpResponseMessage response = await client.TellAsync("/predict/raw", Coded.As(Bodies.Octets(whole[..length]), coding));
            string detail = await Answers.ProblemAsync(400, "malformed-request", response);
            Assert.Contains("Content-Encoding", detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Body_ThatIsNotCompressed_IsMalformed(string coding)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpContent body = Coded.As(Bodies.Json("{\"pixels\":[1,2,3]}"), coding);
        await Answers.ProblemAsync(400, "malformed-request", await client.TellAsync("/predict/raw", body));
    }

    // RFC 1950, 2.2: bit 5 of the second byte.
    [Fact]
    public async Task Body_ThatAsksForADictionary_IsMalformedAndNamesTheCoding()
    {
        using HttpClient client = await service.ReadyClientAsync();
        byte[] bytes = [0x78, 0xBB, 0, 0, 0, 1, 0, 0, 0];
        ByteArrayContent body = Coded.As(Bodies.Of(bytes, "application/json"), "deflate");
        string detail = await Answers.ProblemAsync(400, "malformed-request", await client.TellAsync("/predict/raw", body));
        Assert.Contains("deflate", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Multipart_WhoseCodingBreaksOff_IsMalformedAndNamesTheCoding()
    {
        using HttpClient client = await service.ReadyClientAsync();
        using MultipartFormDataContent form = Bodies.Files(("image", Samples.Seven));
        byte[] whole = Coded.Compress("gzip", await form.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        HttpContent body = Coded.As(Bodies.Of(whole[..^20], form.Headers.ContentType!.ToString()), "gzip");
        string detail = await Answers.ProblemAsync(400, "malformed-request", await client.TellAsync("/predict/image", body));
        Assert.Contains("gzip", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_OfNoBytesInACoding_IsAMissingField()
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpContent body = Coded.As(Bodies.Of([], "image/png"), "gzip");
        await Answers.ProblemAsync(400, "missing-field", await client.TellAsync("/predict/image", body));
    }

    [Theory]
    [InlineData("gzip", "/predict/raw", "application/octet-stream")]
    [InlineData("br", "/predict/raw", "application/octet-stream")]
    [InlineData("deflate", "/predict/base64", "application/json")]
    [InlineData("raw", "/predict/batch", "multipart/form-data; boundary=b")]
    [InlineData("gzip", "/predict/image", "multipart/form-data; boundary=b")]
    public async Task Body_ThatInflatesPastTheLimit_IsTooLarge(string compression, string path, string contentType)
    {
        await using DigitsFactory small = new DigitsFactory { Model = new GatedModel() }.With("MaxBodyBytes", "65536");
        using HttpClient client = await small.ReadyClientAsync();
        byte[] start = Encoding.ASCII.GetBytes("--b\r\nContent-Disposition: form-data; name=\"skipped\"\r\n\r\n");
        byte[] bomb = Coded.Compress(compression, [.. start, .. new byte[4 << 20]]);
        Assert.InRange(bomb.Length, 1, 65536);
        HttpContent body = Coded.As(Bodies.Of(bomb, contentType), compression == "raw" ? "deflate" : compression);
        await Answers.ProblemAsync(413, "body-too-large", await client.TellAsync(path, body));
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Body_WithRandomDamage_IsNeverAFault(string compression, string coding)
    {
        using HttpClient client = await service.ReadyClientAsync();
        byte[] whole = Coded.Compress(compression, Samples.Seven);
        var random = new Random(Seed);
        for (int i = 0; i < 100; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            HttpResponseMessage response = await client.TellAsync("/predict/image", Coded.As(Bodies.Of(damaged, "image/png"), coding));
            Assert.InRange((int)response.StatusCode, 200, 499);
        }
    }

    private static async Task<HttpResponseMessage> TellAsync(HttpClient client, string path, string compression, string coding, HttpContent plain)
    {
        byte[] bytes = await plain.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return await client.TellAsync(path, Coded.As(Bodies.Of(Coded.Compress(compression, bytes), plain.Headers.ContentType!.ToString()), coding));
    }
}
