using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

public sealed class PredictBase64Tests(DigitsFactory service)
{
    private const string Path = "/predict/base64";

    // The contract's own picture, because its base64 has a + and a /.
    private static readonly string Seven = ContractFile.Example("SevenAsBase64").GetProperty("image").GetString()!;

    public static TheoryData<string, string> Texts => new()
    {
        { "plain", Seven },
        { "unpadded", Seven.TrimEnd('=') },
        { "URL-safe", Seven.Replace('+', '-').Replace('/', '_') },
        { "data URL", "data:image/png;base64," + Seven },
        { "data URL in capitals", "DATA:IMAGE/PNG;BASE64," + Seven },
        { "data URL with parameters", "data:image/png;name=7.png;base64," + Seven },
        { "escaped slashes", Seven.Replace("/", "\\/", StringComparison.Ordinal) },
        { "escaped characters", Seven.Replace("+", "\\u002b", StringComparison.Ordinal) },
        { "escaped line ends", string.Join("\\r\\n", Seven.Chunk(76).Select(line => new string(line))) },
    };

    public static TheoryData<string, string> Forms => new()
    {
        { "escaped", "image=" + Uri.EscapeDataString(Seven) },
        { "unescaped", "image=" + Seven },
        { "escaped data URL", "image=" + Uri.EscapeDataString("data:image/png;base64," + Seven) },
        { "data URL as it is", "image=data:image/png;base64," + Seven },
        { "among other fields", "name=a&image=" + Uri.EscapeDataString(Seven) + "&imagery=b" },
        { "URL-safe", "image=" + Seven.Replace('+', '-').Replace('/', '_') },
    };

    [Fact]
    public void Sample_InBase64_HasTheCharactersThatFormsAndUrlsChange()
    {
        Assert.Contains('+', Seven);
        Assert.Contains('/', Seven);
        Assert.EndsWith("=", Seven, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Json_Base64InAnyForm_IsRead(string form, string text)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync(Path, Bodies.Json($$"""{"image":"{{text}}"}"""));
        Assert.Equal((form, 7), (form, Answers.Digit(await Answers.OkAsync(response))));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Form_Base64InAnyForm_IsRead(string form, string text)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync(Path, Bodies.Form(text));
        Assert.Equal((form, 7), (form, Answers.Digit(await Answers.OkAsync(response))));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/vnd.digits+json")]
    public async Task Json_UnderAnyNameOfJson_IsRead(string contentType)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync(Path, Bodies.Of($$"""{"image":"{{Seven}}"}""", contentType)));
    }

    [Fact]
    public async Task Json_WithOtherFields_IgnoresThem()
    {
        using HttpClient client = await service.ReadyClientAsync();
        string body = $$"""{"a":{"image":[1,{}]},"image":"{{Seven}}","b":"\ud83d\ude00"}""";
        await Answers.DigitAsync(7, await client.TellAsync(Path, Bodies.Json(body)));
    }

    [Fact]
    public async Task Json_WithAnEscapedFieldName_IsRead()
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync(Path, Bodies.Json($$"""{"im\u0061ge":"{{Seven}}"}""")));
    }

    [Fact]
    public async Task Json_WithAFieldNameThatIsNoText_IgnoresTheField()
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync(Path, Bodies.Json($$"""{"\ud800":1,"image":"{{Seven}}"}""")));
    }

    [Fact]
    public async Task Json_WithoutContentLength_IsRead()
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync(Path, new UnsizedContent(Bodies.Image(Samples.Seven))));
    }

    [Fact]
    public async Task Probabilities_OfAnAnswer_SumToOne()
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement answer = await Answers.OkAsync(await client.TellAsync(Path, Bodies.Image(Samples.Seven)));
        decimal sum = answer.GetProperty("probabilities").EnumerateArray().Sum(probability => probability.GetDecimal());
        Assert.InRange(sum, 0.9999m, 1.0001m);
    }
}
