namespace Digits.Core.Imaging.Jpeg;

/// <summary>
/// A JPEG whose coefficients would take too much memory, read at an eighth of its size: each block's DC coefficient is eight times its mean.
/// </summary>
/// <remarks>
/// Scans without DC are passed over, so that it takes two bytes a block, where a decoder takes 128, and no time for the many scans that
/// a hostile file may hold. Chrominance is not interpolated. Used by one thread at a time.
/// </remarks>
/// <param name="encoded">The file; it must not change before the picture is disposed.</param>
/// <param name="layout">Its layout, not arithmetic.</param>
internal sealed class JpegEighth(ReadOnlyMemory<byte> encoded, JpegLayout layout) : ICodecImage
{
    private const int Factor = 8;
    private const int MostComponents = 4;

    /// <inheritdoc/>
    public int Width => layout.Frame.Width;

    /// <inheritdoc/>
    public int Height => layout.Frame.Height;

    /// <inheritdoc/>
    public int Orientation => layout.Orientation;

    /// <inheritdoc/>
    public int Shrink(int longestSide) => Factor;

    /// <inheritdoc/>
    public long Bytes(int longestSide) => (layout.Frame.Blocks * sizeof(short)) + ((long)Width * (MostComponents + MostComponents) / Factor);

    /// <inheritdoc/>
    public bool TryRead(int longestSide, IPixelRows rows)
    {
        using JpegScanReader planes = new(layout.Frame, keepsDc: true, tracked: -1, rows.Stop);
        JpegDcProgress progress = new(layout);
        JpegTables tables = new();
        ReadOnlySpan<byte> file = encoded.Span;
        int scans = 0;
        foreach (JpegSegment segment in layout.Segments)
        {
            if (segment.Marker != JpegMarker.StartOfScan)
            {
                if (!tables.TryTake(segment.Marker, segment.Header(file)))
                {
                    return false;
                }

                continue;
            }

            JpegScan scan = layout.Scans[scans++];
            if (scan.First == 0 && (!progress.TryTake(scan, tables) || !planes.TryRead(scan, tables, segment.Data(file))))
            {
                return false;
            }
        }

        if (!progress.IsSufficient)
        {
            return false;
        }

        Emit(planes, progress.Steps, rows);
        return true;
    }

    public void Dispose()
    {
        // The file's bytes belong to the caller, and nothing else is held.
    }

    private void Emit(JpegScanReader planes, ReadOnlySpan<int> steps, IPixelRows rows)
    {
        JpegFrame frame = layout.Frame;
        (int width, int height) = ((Width + Factor - 1) / Factor, (Height + Factor - 1) / Factor);
        JpegColour colour = layout.Colour;
        int bands = colour == JpegColour.Grey ? 1 : 3;
        int components = frame.Components.Length;
        byte[] row = new byte[width * bands];
        byte[] samples = new byte[width * components];
        rows.Begin(width, height, bands);
        for (int y = 0; y < height; y++)
        {
            for (int i = 0; i < components; i++)
            {
                JpegComponent component = frame.Components[i];
                int stride = frame.PaddedBlocksWide(i);
                ReadOnlySpan<short> blocks = planes.Dc(i).Slice(y * component.Vertical / frame.MostVertical * stride, stride);
                for (int x = 0; x < width; x++)
                {
                    // As a decoder at an eighth: the step undone, a bit rounded half up off three, half the range added.
                    int value = ((blocks[x * component.Horizontal / frame.MostHorizontal] * steps[i]) + 4 >> 3) + 128;
                    samples[(x * components) + i] = (byte)Math.Clamp(value, byte.MinValue, byte.MaxValue);
                }
            }

            JpegColours.Fill(colour, samples, row);
            rows.Add(row);
        }
    }
}
