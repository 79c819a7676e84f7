using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class OpenedPictureTests
{
    private const long Milliseconds = 1_000_000;

    // Ink that differs from its paper in hue alone is found by a second decode.
    [Theory]
    [InlineData(200, 0, 2, true)]
    [InlineData(251, 0, 1, false)]
    [InlineData(166, 1, 2, true)]
    [InlineData(200, 1, 1, false)]
    public void Decode_InkOfAnotherHue_IsLookedForWhereThatIsAffordable(int milliseconds, int before, int decodes, bool found)
    {
        var image = new CountedImage(hue: true);
        using OpenedPicture picture = new(image, ImageFormat.Png, 100, milliseconds * Milliseconds, before);
        using GrayImage gray = picture.Decode(10, TestContext.Current.CancellationToken).Value!;
        Assert.Equal(decodes, image.Decodes);
        Assert.Equal(found, BandPlanes.Range(gray.Pixels) >= LuminanceFlattener.LeastContrast);
    }

    // As many decodes as the last took have to be left.
    [Theory]
    [InlineData(false, 250, true)]
    [InlineData(false, 251, false)]
    [InlineData(true, 125, true)]
    [InlineData(true, 126, false)]
    public void AffordsAnother_AfterADecode_IsToldByWhatThatTook(bool hue, int milliseconds, bool affords)
    {
        using OpenedPicture picture = new(new CountedImage(hue), ImageFormat.Png, 100, milliseconds * Milliseconds, decodes: 0);
        picture.Decode(10, TestContext.Current.CancellationToken).Value!.Dispose();
        Assert.Equal(affords, picture.AffordsAnother);
    }

    [Fact]
    public void Decode_FirstThatIsNotAffordable_IsDone()
    {
        using OpenedPicture picture = new(new CountedImage(hue: false), ImageFormat.Png, 100, 2 * PictureWork.MostNanoseconds, decodes: 0);
        using GrayImage? gray = picture.Decode(10, TestContext.Current.CancellationToken).Value;
        Assert.NotNull(gray);
    }

    // At the deadline, or when the client has left.
    [Fact]
    public void Decode_StoppedAmidItsRows_EndsAtTheNextRow()
    {
        using var stop = new CancellationTokenSource();
        var image = new CountedImage(hue: false) { OnRow = row => { if (row == 3) { stop.Cancel(); } } };
        using OpenedPicture picture = new(image, ImageFormat.Png, 100, 0, decodes: 0);
        Assert.Throws<OperationCanceledException>(() => picture.Decode(10, stop.Token));
        Assert.Equal(4, image.Rows);
    }

    [Fact]
    public void Decode_StoppedBefore_DecodesNothing()
    {
        var image = new CountedImage(hue: false);
        using OpenedPicture picture = new(image, ImageFormat.Png, 100, 0, decodes: 0);
        Assert.Throws<OperationCanceledException>(() => picture.Decode(10, new CancellationToken(canceled: true)));
        Assert.Equal(0, image.Decodes);
    }

    /// <summary>Ten by ten pixels, the left half of another colour: as bright as the right one, or not.</summary>
    private sealed class CountedImage(bool hue) : ICodecImage
    {
        public int Decodes { get; private set; }

        public int Rows { get; private set; }

        public Action<int>? OnRow { get; init; }

        public int Width => 10;

        public int Height => 10;

        public int Orientation => ExifOrientation.Upright;

        public int Shrink(int longestSide) => 1;

        public long Bytes(int longestSide) => 0;

        public bool TryRead(int longestSide, IPixelRows rows)
        {
            Decodes++;
            byte[] left = hue ? [0, 102, 0] : [0, 0, 0];
            byte[] row = [.. Enumerable.Repeat(left, 5).SelectMany(pixel => pixel), .. Enumerable.Repeat<byte[]>([200, 0, 0], 5).SelectMany(pixel => pixel)];
            rows.Begin(Width, Height, 3);
            for (int y = 0; y < Height; y++)
            {
                Rows++;
                OnRow?.Invoke(y);
                rows.Add(row);
            }

            return true;
        }

        public void Dispose()
        {
        }
    }
}
