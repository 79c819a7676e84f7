using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

public sealed class PredictImageTests(DigitsFactory service)
{
    private const string Path = "/predict/image";

    [Theory]
    [InlineData("image/png", "7-grey.png", 7)]
    [InlineData("image/jpeg", "0-baseline.jpg", 0)]
    [InlineData("image/webp", "2-lossless.webp", 2)]
    [InlineData("image/gif", "4-static.gif", 4)]
    [InlineData("application/octet-stream", "3-rgb.png", 3)]
    public async Task Body_OfADocumentedType_IsRead(string contentType, string fixture, int digit)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(digit, await client.TellAsync(Path, Bodies.Of(Samples.Fixture(fixture), contentType)));
    }

    [Fact]
    public async Task Body_UnderAnotherImagesType_IsReadByItsBytes()
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(0, await client.TellAsync(Path, Bodies.Of(Samples.Fixture("0-baseline.jpg"), "image/png")));
    }

    [Fact]
    public async Task Body_WithoutContentLength_IsRead()
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync(Path, new UnsizedContent(Bodies.Of(Samples.Seven, "image/png"))));
    }

    [Theory]
    [InlineData("image")]
    [InlineData("file")]
    public async Task Form_FileInADocumentedPart_IsRead(string part)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync(Path, Bodies.Files((part, Samples.Seven))));
    }

    [Fact]
    public async Task Form_WithOtherPartsBefore_SkipsThem()
    {
        using HttpClient client = await service.ReadyClientAsync();
        MultipartFormDataContent form = Bodies.Files(("thumbnail", Samples.Three), ("image", Samples.Seven));
        await Answers.DigitAsync(7, await client.TellAsync(Path, form));
    }

    [Fact]
    public async Task Form_PartWithoutAFileName_IsRead()
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Seven), "image" } };
        await Answers.DigitAsync(7, await client.TellAsync(Path, form));
    }
}
