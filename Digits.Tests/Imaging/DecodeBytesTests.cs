using System.Globalization;
using Digits.Core.Imaging;
using Digits.Tests.Imaging.Gif;
using Digits.Tests.Imaging.Jpeg;
using Digits.Tests.Imaging.Png;
using Digits.Tests.Support;
using SkiaSharp;

namespace Digits.Tests.Imaging;

/// <summary>What a decode takes is no more than what it says before: else the budget for all is none.</summary>
[Collection(nameof(ProcessWideCounts))]
public sealed class DecodeBytesTests
{
    /// <summary>What the process takes meanwhile for anything else.</summary>
    private const long Slack = 12L << 20;

    private static readonly Dictionary<string, Func<byte[]>> Files = new(StringComparer.Ordinal)
    {
        ["progressive JPEG"] = () => JpegFile.Progressive(3_900, 2_900, 2),
        ["JPEG, at an eighth"] = () => Encoded(4_000, 3_000, SKEncodedImageFormat.Jpeg, 90),
        ["lossless WebP"] = () => Encoded(3_000, 2_500, SKEncodedImageFormat.Webp, 100),
        ["lossy WebP"] = () => Encoded(3_000, 2_500, SKEncodedImageFormat.Webp, 50),
        ["interlaced PNG"] = () => PngFile.OfZeros(2_500, 2_300, 6, 8, interlaced: true),
        ["interlaced PNG of 16 bits"] = () => PngFile.OfZeros(2_000, 1_900, 6, 16, interlaced: true),
        ["PNG of 16 bits"] = () => PngFile.OfZeros(8_000, 4_000, 6, 16, interlaced: false),
        ["wide PNG"] = () => PngFile.OfZeros(65_535, 600, 6, 8, interlaced: false),
    };

    public static MatrixTheoryData<string, int> Cases => new([.. Files.Keys], [512, ImageDecoder.MaxLongestSide]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bytes_OfAPicture_AreNoFewerThanItsDecodeTakes(string name, int longestSide) => AssertTakesNoMore(
        Files[name](),
        picture => picture.Decode(longestSide, TestContext.Current.CancellationToken).Value,
        picture => picture.Bytes(longestSide));

    [Theory]
    [InlineData("JPEG, at an eighth")]
    [InlineData("lossy WebP")]
    [InlineData("PNG of 16 bits")]
    public void HueBytes_OfAPicture_AreNoFewerThanItsDecodeTakes(string name) => AssertTakesNoMore(
        Files[name](),
        picture => picture.DecodeHue(ImageDecoder.MaxLongestSide, TestContext.Current.CancellationToken),
        picture => picture.HueBytes(ImageDecoder.MaxLongestSide));

    private static void AssertTakesNoMore(byte[] file, Func<OpenedPicture, IDisposable?> decode, Func<OpenedPicture, long> bytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a process its peak.");
        Assert.True(new ImageDecoder(new ImageCodec()).Open(file).TryGetValue(out OpenedPicture? picture, out _));
        using (picture)
        {
            // What is compiled and loaded at the first decode is not the picture's.
            picture.Decode(64, TestContext.Current.CancellationToken).Value?.Dispose();
            ProcessWideCounts.ResidentBytes();
            File.WriteAllText("/proc/self/clear_refs", "5");
            long before = Count("VmRSS");
            using IDisposable? decoded = decode(picture);
            Assert.NotNull(decoded);
            Assert.InRange(Count("VmHWM") - before, long.MinValue, bytes(picture) + Slack);
        }
    }

    // A picture that is refused holds nothing and waits for nothing.
    [Fact]
    public void Bytes_OfAPictureThatIsTooLarge_AreNone()
    {
        Assert.True(new ImageDecoder(new ImageCodec()).Open(FixtureFile.Read("damaged/announces-60000x60000.png")).TryGetValue(out OpenedPicture? picture, out _));
        Assert.Equal(0, picture.Bytes(512));
    }

    [Fact]
    public void Bytes_OfAGif_HoldItsFrame()
    {
        Assert.True(new ImageDecoder(new ImageCodec()).Open(GifFile.Of(3_000, 4_000, GifFile.Descriptor(0, 0, 3_000, 4_000, interlaced: false).Concat<byte>([2, 1, 4, 0]).ToArray())).TryGetValue(out OpenedPicture? picture, out _));
        Assert.InRange(picture.Bytes(512), 12_000_000, 16_000_000);
    }

    private static byte[] Encoded(int width, int height, SKEncodedImageFormat format, int quality)
    {
        using SKBitmap bitmap = new(width, height);
        bitmap.Erase(SKColors.Beige);
        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    private static long Count(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length + 1).Trim(" \tkB"), CultureInfo.InvariantCulture) * 1024;
    }
}
