using System.Buffers.Binary;
using System.Text.Json;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Contracts;

public sealed class ExplanationAnswerTests(DigitsFactory service)
{
    private const string Prefix = "data:image/png;base64,";

    [Theory]
    [InlineData("picture")]
    [InlineData("heatMap")]
    public async Task Picture_OfAnExplanation_IsA28By28Png(string field)
    {
        byte[] png = Png(await ExplainAsync("/predict/image", Bodies.Of(Samples.Seven, "image/png")), field);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal((28, 28), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    [Fact]
    public async Task Picture_OfRawPixels_IsThosePixels()
    {
        byte[] png = Png(await ExplainAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels)), "picture");
        Assert.Equal(GrayPng.Encode([.. Samples.SevenPixels.Select(pixel => pixel / 255f)], 28), png);
    }

    [Fact]
    public async Task HeatMap_OfASeven_IsNotEmpty()
    {
        byte[] png = Png(await ExplainAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels)), "heatMap");
        Assert.NotEqual(GrayPng.Encode(new float[784], 28), png);
    }

    [Theory]
    [InlineData("0-black-on-white.png", true)]
    [InlineData("1-white-on-black.png", false)]
    public async Task Inverted_OfAPicture_IsWhetherItsInkWasDark(string fixture, bool inverted)
    {
        JsonElement explanation = await ExplainAsync("/predict/image", Bodies.Of(Samples.Fixture(fixture), "image/png"));
        Assert.Equal(inverted, explanation.GetProperty("inverted").GetBoolean());
    }

    [Fact]
    public async Task CropBox_OfAPicture_LiesWithinIt()
    {
        JsonElement explanation = await ExplainAsync("/predict/image", Bodies.Of(Samples.Fixture("1-wide-paper.png"), "image/png"));
        JsonElement box = explanation.GetProperty("cropBox");
        Assert.Equal((300, 80), (explanation.GetProperty("sourceWidth").GetInt32(), explanation.GetProperty("sourceHeight").GetInt32()));
        Assert.InRange(box.GetProperty("x").GetInt32() + box.GetProperty("width").GetInt32(), 1, 300);
        Assert.InRange(box.GetProperty("y").GetInt32() + box.GetProperty("height").GetInt32(), 1, 80);
    }

    [Fact]
    public async Task CropBox_OfRawPixels_IsNull()
    {
        JsonElement explanation = await ExplainAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels));
        Assert.Equal(JsonValueKind.Null, explanation.GetProperty("cropBox").ValueKind);
        Assert.Equal((28, 28), (explanation.GetProperty("sourceWidth").GetInt32(), explanation.GetProperty("sourceHeight").GetInt32()));
    }

    private static byte[] Png(JsonElement explanation, string field)
    {
        string url = explanation.GetProperty(field).GetString()!;
        Assert.StartsWith(Prefix, url, StringComparison.Ordinal);
        return Convert.FromBase64String(url[Prefix.Length..]);
    }

    private async Task<JsonElement> ExplainAsync(string path, HttpContent body)
    {
        using HttpClient client = await service.ReadyClientAsync();
        return (await Answers.OkAsync(await client.TellAsync(path + "?explain=true", body))).GetProperty("explanation");
    }
}
