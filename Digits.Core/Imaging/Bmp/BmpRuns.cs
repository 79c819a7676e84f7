namespace Digits.Core.Imaging.Bmp;

/// <summary>Unpacks runs of pixels of 4 or 8 bits (Windows' BI_RLE4 and BI_RLE8): pairs of a count and a value, and escapes.</summary>
/// <remarks>Pixels that no run covers stay as they are. Thread-safe.</remarks>
internal static class BmpRuns
{
    private const byte EndOfRow = 0;
    private const byte EndOfPicture = 1;
    private const byte Move = 2;

    /// <summary>Fills a picture.</summary>
    /// <param name="data">The packed pixels.</param>
    /// <param name="bits">4 or 8.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="pixels">A byte a pixel in the order of the file, the lowest row first.</param>
    /// <returns>False where the data end before the picture does.</returns>
    public static bool TryFill(ReadOnlySpan<byte> data, int bits, int width, Span<byte> pixels)
    {
        int height = pixels.Length / width;

        // Beyond the last row and column they stand still: data may be long enough to count on past any number.
        (int x, int y) = (0, 0);
        while (data.Length >= 2)
        {
            (int count, byte value) = (data[0], data[1]);
            data = data[2..];
            if (count > 0)
            {
                FillRun(RestOfRow(pixels, width, x, y), bits, count, value);
                x = Math.Min(x + count, width);
                continue;
            }

            switch (value)
            {
                case EndOfRow:
                    (x, y) = (0, Math.Min(y + 1, height));
                    break;
                case EndOfPicture:
                    return true;
                case Move when data.Length >= 2:
                    (x, y) = (Math.Min(x + data[0], width), Math.Min(y + data[1], height));
                    data = data[2..];
                    break;
                case Move:
                    return false;
                default:
                    // So many pixels as they are, padded to a whole number of two bytes.
                    int length = ((value * bits) + 7) / 8;
                    if (length > data.Length)
                    {
                        return false;
                    }

                    CopyPixels(data[..length], bits, value, RestOfRow(pixels, width, x, y));
                    x = Math.Min(x + value, width);
                    data = data[Math.Min(length + (length & 1), data.Length)..];
                    break;
            }
        }

        // Some programs leave the end of the picture to be seen from its last row.
        return y >= height || (y == height - 1 && x >= width);
    }

    private static Span<byte> RestOfRow(Span<byte> pixels, int width, int x, int y) =>
        y * width < pixels.Length ? pixels.Slice((y * width) + x, width - x) : [];

    private static void FillRun(Span<byte> row, int bits, int count, byte value)
    {
        Span<byte> run = row[..Math.Min(count, row.Length)];
        if (bits == 8)
        {
            run.Fill(value);
            return;
        }

        for (int i = 0; i < run.Length; i++)
        {
            run[i] = Half(value, i);
        }
    }

    private static void CopyPixels(ReadOnlySpan<byte> data, int bits, int count, Span<byte> row)
    {
        Span<byte> pixels = row[..Math.Min(count, row.Length)];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = bits == 8 ? data[i] : Half(data[i / 2], i);
        }
    }

    // The first of two pixels is in the upper half.
    private static byte Half(byte pair, int i) => (byte)((i & 1) == 0 ? pair >> 4 : pair & 15);
}
