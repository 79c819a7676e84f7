using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

/// <summary>Keeps a picture's rows as they come.</summary>
internal sealed class KeptRows : IPixelRows
{
    private readonly List<byte> _bytes = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int Bands { get; private set; }

    /// <summary>All rows, one after the other.</summary>
    public byte[] Bytes => [.. _bytes];

    /// <summary>Opens a file with a codec and decodes it.</summary>
    public static KeptRows Of(IImageCodec codec, byte[] file, int longestSide = int.MaxValue)
    {
        KeptRows rows = new();
        Assert.True(codec.TryOpen(file, ImageFormatSniffer.Sniff(file), out ICodecImage? image, out _));
        using (image)
        {
            Assert.True(image.TryRead(longestSide, rows));
        }

        return rows;
    }

    public CancellationToken Stop => CancellationToken.None;

    public void Begin(int width, int height, int bands)
    {
        _bytes.Clear();
        (Width, Height, Bands) = (width, height, bands);
    }

    public void Add(ReadOnlySpan<byte> row) => _bytes.AddRange(row);

    /// <summary>The levels of a pixel: red, green, blue, opacity.</summary>
    public (int Red, int Green, int Blue, int Alpha) Pixel(int x, int y)
    {
        int at = ((y * Width) + x) * Bands;
        return Bands < 3 ? (_bytes[at], _bytes[at], _bytes[at], 255) : (_bytes[at], _bytes[at + 1], _bytes[at + 2], Bands == 4 ? _bytes[at + 3] : 255);
    }
}
