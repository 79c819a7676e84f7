using Digits.Core.Imaging;
using Digits.Core.Imaging.Jpeg;

namespace Digits.Tests.Imaging.Jpeg;

public sealed class JpegEighthTests
{
    // Grey, CMYK and unsampled colours agree to the bit; where chrominance has fewer samples, the library makes its eighth of more than DC.
    [Theory]
    [InlineData("7-grey.jpg", 0)]
    [InlineData("7-exif-orientation-5.jpg", 0)]
    [InlineData("7-cmyk.jpg", 0)]
    [InlineData("9-quality-60.jpg", 0)]
    [InlineData("0-baseline.jpg", 4)]
    [InlineData("6-progressive.jpg", 4)]
    [InlineData("7-photo.jpg", 24)]
    public void TryRead_Fixture_IsWhatTheLibraryMakesAtAnEighth(string name, int tolerance)
    {
        byte[] file = FixtureFile.Read(name);
        KeptRows expected = KeptRows.Of(new ImageCodec(), file, longestSide: 1);
        KeptRows actual = Eighth(file);
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        for (int y = 0; y < actual.Height; y++)
        {
            for (int x = 0; x < actual.Width; x++)
            {
                (int r, int g, int b, _) = expected.Pixel(x, y);
                (int red, int green, int blue, _) = actual.Pixel(x, y);
                Assert.InRange(Math.Max(Math.Abs(r - red), Math.Max(Math.Abs(g - green), Math.Abs(b - blue))), 0, tolerance);
            }
        }
    }

    [Fact]
    public void TryOpen_CoefficientsBeyondTheMemory_AreNotKept()
    {
        Assert.True(new ImageCodec().TryOpen(JpegFile.Progressive(6_300, 6_300, 3), ImageFormat.Jpeg, out ICodecImage? image, out _));
        using (image)
        {
            KeptRows rows = new();
            Assert.IsType<JpegEighth>(image);
            Assert.True(image.TryRead(512, rows));
            Assert.Equal((788, 788, 1, 8), (rows.Width, rows.Height, rows.Bands, image.Shrink(512)));
        }
    }

    [Fact]
    public void TryRead_ScanOfDcThatBreaksOff_IsFalse()
    {
        byte[] file = JpegFile.Progressive(6_300, 6_300, 0);
        Assert.True(TryRead(file));
        Assert.False(TryRead([.. file.AsSpan(0, file.Length - 500), 0xFF, 0xD9]));
    }

    [Fact]
    public void TryRead_DcCodedTwice_IsFalse()
    {
        byte[] file = JpegFile.Progressive(64, 64, 0);
        byte[] again = [.. file.AsSpan(0, file.Length - 2), .. JpegFile.Scan(0, 0, 0, 0), .. new byte[8], 0xFF, 0xD9];
        Assert.True(TryRead(file));
        Assert.False(TryRead(again));
    }

    [Fact]
    public void TryRead_NoTables_IsFalse()
    {
        byte[] file = [0xFF, 0xD8, .. JpegFile.Frame(0xC2, 64, 64), .. JpegFile.Scan(0, 0, 0, 0), .. new byte[8], 0xFF, 0xD9];
        Assert.False(TryRead(file));
    }

    private static KeptRows Eighth(byte[] file)
    {
        KeptRows rows = new();
        Assert.True(JpegLayout.TryRead(file, out JpegLayout? layout, out _));
        using JpegEighth image = new(file, layout);
        Assert.True(image.TryRead(1, rows));
        return rows;
    }

    private static bool TryRead(byte[] file)
    {
        Assert.True(JpegLayout.TryRead(file, out JpegLayout? layout, out _));
        using JpegEighth image = new(file, layout);
        return image.TryRead(1, new KeptRows());
    }
}
