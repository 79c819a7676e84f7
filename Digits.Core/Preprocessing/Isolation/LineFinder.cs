using System.Buffers.Binary;
using System.Numerics;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>
/// Finds the lines of ruled and squared paper and of frames that run from one side of the picture to the other: the Radon transform of what
/// is thin, at the few slopes that a hand-held camera gives, and its peaks that are inked along most of their way (Duda, Hart, "Use of the
/// Hough transformation to detect lines and curves in pictures", 1972, in its discrete form with shifted rows). Rows are added up in bands
/// first; a level line is an upright one of the columns.
/// </summary>
internal static class LineFinder
{
    /// <summary>The shortest way along which lines are looked for, in pixels.</summary>
    public const int LeastWay = 24;

    /// <summary>Rows in a band: no slope moves a line by more than half a pixel within them.</summary>
    private const int BandHeight = 4;

    /// <summary>The longest way whose sum fits a byte.</summary>
    private const int MostWay = byte.MaxValue;

    /// <summary>Slopes go up to this many pixels on the way, in steps of two: 6% of 256; and to a twelfth of the way where that is less.</summary>
    private const int MostShift = 16;

    private const int WaysPerShift = 12;

    /// <summary>The share of its way on which a line must be inked; where a digit lies along it, it is not thin.</summary>
    private const double LeastCover = 0.62;

    /// <summary>Lines are at least so many pixels apart.</summary>
    private const int Apart = 3;

    /// <summary>Finds the nearly upright lines.</summary>
    /// <param name="thin">255 where something narrow lies, else 0.</param>
    /// <param name="begin">The first row.</param>
    /// <param name="end">One past the last row; at least <see cref="LeastWay"/> after the first.</param>
    public static List<StraightLine> FindUpright(GrayImage thin, int begin, int end)
    {
        int way = Math.Min(end - begin, MostWay);
        using var bands = new GrayImage(thin.Width, (way + BandHeight - 1) / BandHeight);
        bands.Pixels.Clear();
        for (int y = 0; y < way; y++)
        {
            Subtract(bands.Row(y / BandHeight), thin.Row(begin + y));
        }

        return Find(bands, begin, end);
    }

    /// <summary>Finds the nearly level lines, as upright ones of the picture with its rows and columns exchanged.</summary>
    /// <param name="thin">255 where something low lies, else 0.</param>
    /// <param name="begin">The first column.</param>
    /// <param name="end">One past the last column; at least <see cref="LeastWay"/> after the first.</param>
    public static List<StraightLine> FindLevel(GrayImage thin, int begin, int end)
    {
        int way = Math.Min(end - begin, MostWay) / BandHeight * BandHeight;
        using var bands = new GrayImage(thin.Height, way / BandHeight);
        for (int y = 0; y < thin.Height; y++)
        {
            ReadOnlySpan<byte> row = thin.Row(y).Slice(begin, way);
            for (int band = 0; band < bands.Height; band++)
            {
                uint four = BinaryPrimitives.ReadUInt32LittleEndian(row[(band * BandHeight)..]);
                bands.Row(band)[y] = (byte)(BitOperations.PopCount(four) / 8);
            }
        }

        return Find(bands, begin, end);
    }

    private static List<StraightLine> Find(GrayImage bands, int begin, int end)
    {
        var lines = new List<StraightLine>();
        int way = bands.Height * BandHeight;
        Span<byte> best = stackalloc byte[bands.Width];
        Span<sbyte> bestShift = stackalloc sbyte[bands.Width];
        Span<byte> sums = stackalloc byte[bands.Width];
        best.Clear();
        int mostShift = Math.Min(MostShift, Math.Min(way, bands.Width) / WaysPerShift) & ~1;
        for (int shift = -mostShift; shift <= mostShift; shift += 2)
        {
            sums.Clear();
            for (int band = 0; band < bands.Height; band++)
            {
                AddShifted(bands.Row(band), StraightLine.ShiftAt(shift, band, bands.Height), sums);
            }

            for (int x = 0; x < sums.Length; x++)
            {
                if (sums[x] > best[x] || (sums[x] == best[x] && Math.Abs(shift) < Math.Abs(bestShift[x])))
                {
                    (best[x], bestShift[x]) = (sums[x], (sbyte)shift);
                }
            }
        }

        for (int x = 0; x < best.Length; x++)
        {
            var inBands = new StraightLine(0, bands.Height, x, bestShift[x]);
            if (best[x] >= LeastCover * way && IsPeak(best, x) && ReachesBothEnds(bands, inBands))
            {
                lines.Add(inBands with { Begin = begin, End = end });
            }
        }

        return lines;
    }

    /// <summary>True where no neighbour is greater, nor an earlier one as great.</summary>
    private static bool IsPeak(ReadOnlySpan<byte> sums, int x)
    {
        for (int other = Math.Max(x - Apart, 0); other <= Math.Min(x + Apart, sums.Length - 1); other++)
        {
            if (sums[other] > sums[x] || (sums[other] == sums[x] && other < x))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True where the line is inked within its first and its last twelfth: it may fade where the light does.</summary>
    private static bool ReachesBothEnds(GrayImage bands, StraightLine line)
    {
        int first = 0;
        int last = 0;
        for (int band = 0; band < Math.Max(1, bands.Height / 12); band++)
        {
            first += At(bands, line, band);
            last += At(bands, line, bands.Height - 1 - band);
        }

        return first > 0 && last > 0;
    }

    private static int At(GrayImage bands, StraightLine line, int band)
    {
        int x = line.At(band);
        return x >= 0 && x < bands.Width ? bands.Row(band)[x] : 0;
    }

    /// <summary>Adds to each column of a band the one that lies so many columns on.</summary>
    private static void AddShifted(ReadOnlySpan<byte> band, int shift, Span<byte> sums)
    {
        Span<byte> target = sums[Math.Max(-shift, 0)..^Math.Max(shift, 0)];
        ReadOnlySpan<byte> source = band[Math.Max(shift, 0)..];
        int x = 0;
        for (; x <= target.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            (new Vector<byte>(target[x..]) + new Vector<byte>(source[x..])).CopyTo(target[x..]);
        }

        for (; x < target.Length; x++)
        {
            target[x] += source[x];
        }
    }

    /// <summary>Takes marks of 255 off, which adds 1 for each.</summary>
    private static void Subtract(Span<byte> sums, ReadOnlySpan<byte> marks)
    {
        int x = 0;
        for (; x <= marks.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            (new Vector<byte>(sums[x..]) - new Vector<byte>(marks[x..])).CopyTo(sums[x..]);
        }

        for (; x < marks.Length; x++)
        {
            sums[x] -= marks[x];
        }
    }
}
