using Digits.Core.Imaging;
using Digits.Core.Imaging.Jpeg;
using SkiaSharp;

namespace Digits.Tests.Imaging.Jpeg;

public sealed class JpegImageTests
{
    private const int Width = 2_400;
    private const int Height = 1_600;

    // The library averages chrominance where it has fewer samples; brightness is the same but for rounding.
    private const int Tolerance = 3;

    [Theory]
    [InlineData(20)]
    [InlineData(90)]
    [InlineData(100)]
    public void TryRead_AtAnEighth_IsAsBrightAsTheLibrarysEighth(int quality)
    {
        byte[] file = Photo(quality);
        using GrayImage? expected = Library(file).Decode(300, TestContext.Current.CancellationToken).Value;
        using GrayImage? actual = new ImageDecoder(new ImageCodec()).Decode(file, 300).Value;
        Assert.Equal((expected!.Width, expected.Height), (actual!.Width, actual.Height));
        int worst = 0;
        for (int i = 0; i < expected.Pixels.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(expected.Pixels[i] - actual.Pixels[i]));
        }

        Assert.InRange(worst, 0, Tolerance);
    }

    [Fact]
    public void TryRead_Larger_IsTheLibrarys()
    {
        byte[] file = Photo(80);
        using GrayImage? expected = Library(file).Decode(1_200, TestContext.Current.CancellationToken).Value;
        using GrayImage? actual = new ImageDecoder(new ImageCodec()).Decode(file, 1_200).Value;
        Assert.Equal((1_200, 800), (actual!.Width, actual.Height));
        Assert.True(expected!.Pixels.SequenceEqual(actual.Pixels));
    }

    [Fact]
    public void TryRead_SmallAndThenLarger_GivesBoth()
    {
        Assert.True(new ImageCodec().TryOpen(Photo(80), ImageFormat.Jpeg, out ICodecImage? image, out _));
        using (image)
        {
            Assert.IsType<JpegImage>(image);
            (KeptRows small, KeptRows large) = (new(), new());
            Assert.True(image.TryRead(300, small));
            Assert.True(image.TryRead(600, large));
            Assert.Equal((300, 200, 600, 400), (small.Width, small.Height, large.Width, large.Height));
        }
    }

    // The library would fill up with grey what the broken scan lacks.
    [Fact]
    public void TryRead_ScanThatBreaksOffBeforeTheEndMarker_IsUnreadable()
    {
        byte[] file = Photo(90);
        byte[] broken = [.. file.AsSpan(0, file.Length / 2), 0xFF, 0xD9];
        Assert.NotNull(new ImageDecoder(new ImageCodec()).Decode(broken, 300).Error);
    }

    /// <summary>The library alone, which takes the whole file.</summary>
    private static OpenedPicture Library(byte[] file) => new ImageDecoder(new Core.Imaging.Skia.SkiaCodec()).Open(file).Value!;

    /// <summary>A dark bar on coloured paper under falling light, with grain.</summary>
    private static byte[] Photo(int quality)
    {
        var random = new Random(quality);
        using SKBitmap bitmap = new(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < Width * Height; i++)
        {
            int x = i % Width;
            int level = (x is > 1_000 and < 1_300 ? 60 : 200) - (x / 60) + random.Next(-9, 10);
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]) = ((byte)(level + 15), (byte)level, (byte)(level - 20), 255);
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }
}
