using Digits.Tests.Support;

namespace Digits.Tests.Api.Errors;

public sealed class PictureProblemTests(DigitsFactory service)
{
    [Theory]
    [InlineData("/predict/base64")]
    [InlineData("/predict/image")]
    public async Task Picture_CutShort_IsUnreadable(string path) =>
        await AssertAsync(400, "unreadable-image", path, Samples.Fixture("damaged/7-grey-truncated.png"));

    [Theory]
    [InlineData("/predict/base64")]
    [InlineData("/predict/image")]
    public async Task Picture_OfNoKnownFormat_IsUnsupported(string path) =>
        await AssertAsync(415, "unsupported-image-format", path, [.. "<svg>"u8, .. "zq7Marker"u8, .. "</svg>"u8]);

    [Theory]
    [InlineData("/predict/base64")]
    [InlineData("/predict/image")]
    public async Task Picture_ThatAnnouncesTooManyPixels_IsTooLarge(string path) =>
        await AssertAsync(413, "image-too-large", path, Samples.Fixture("damaged/announces-60000x60000.png"));

    [Theory]
    [InlineData("/predict/base64")]
    [InlineData("/predict/image")]
    public async Task Picture_OfOneColour_IsBlank(string path) => await AssertAsync(422, "blank-image", path, Samples.Blank);

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public async Task Pixels_OfOneLevel_AreBlank(byte level)
    {
        using HttpClient client = await service.ReadyClientAsync();
        byte[] pixels = new byte[784];
        pixels.AsSpan().Fill(level);
        await Answers.ProblemAsync(422, "blank-image", await client.TellAsync("/predict/raw", Bodies.Octets(pixels)));
    }

    [Fact]
    public async Task Picture_OfMorePixelsThanConfigured_IsTooLarge()
    {
        await using DigitsFactory strict = new DigitsFactory { Model = new GatedModel() }.With("MaxImagePixels", "4095");
        using HttpClient client = await strict.ReadyClientAsync();
        await Answers.ProblemAsync(413, "image-too-large", await client.TellAsync("/predict/image", Bodies.Of(Samples.Seven, "image/png")));
    }

    private async Task AssertAsync(int status, string slug, string path, byte[] picture)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpContent body = path == "/predict/base64" ? Bodies.Image(picture) : Bodies.Of(picture, "image/png");
        await Answers.ProblemAsync(status, slug, await client.TellAsync(path, body));
    }
}
