using System.Buffers;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>A reduced copy of the picture, in which the ink is looked for: small enough to search, averaged enough to be calm.</summary>
internal sealed class Survey : IDisposable
{
    /// <summary>The longest side, in pixels, that a survey may have.</summary>
    public const int MaxSide = 128;

    private Survey(GrayImage image, int factor)
    {
        Image = image;
        Factor = factor;
    }

    /// <summary>The reduced picture.</summary>
    public GrayImage Image { get; }

    /// <summary>How many of the picture's pixels one pixel of the survey stands for, along each side.</summary>
    public int Factor { get; }

    /// <summary>Block means over the least whole factor that brings the longest side to <see cref="MaxSide"/>, rounded half up.</summary>
    public static Survey Of(GrayImage source)
    {
        int factor = (Math.Max(source.Width, source.Height) + MaxSide - 1) / MaxSide;
        var small = new GrayImage((source.Width + factor - 1) / factor, (source.Height + factor - 1) / factor);
        if (factor == 1)
        {
            source.Pixels.CopyTo(small.Pixels);
            return new Survey(small, factor);
        }

        int[] rented = ArrayPool<int>.Shared.Rent(small.Width);
        try
        {
            Reduce(source, factor, small, rented.AsSpan(0, small.Width));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }

        return new Survey(small, factor);
    }

    private static void Reduce(GrayImage source, int factor, GrayImage small, Span<int> sums)
    {
        for (int y = 0; y < small.Height; y++)
        {
            int top = y * factor;
            int rows = Math.Min(factor, source.Height - top);
            sums.Clear();
            for (int row = top; row < top + rows; row++)
            {
                AddBlocks(source.Row(row), sums, factor);
            }

            Span<byte> target = small.Row(y);
            for (int x = 0; x < target.Length; x++)
            {
                int count = rows * Math.Min(factor, source.Width - (x * factor));
                target[x] = (byte)(((2 * sums[x]) + count) / (2 * count));
            }
        }
    }

    private static void AddBlocks(ReadOnlySpan<byte> row, Span<int> sums, int factor)
    {
        for (int x = 0; x < sums.Length; x++)
        {
            ReadOnlySpan<byte> block = row.Slice(x * factor, Math.Min(factor, row.Length - (x * factor)));
            int sum = 0;
            foreach (byte value in block)
            {
                sum += value;
            }

            sums[x] += sum;
        }
    }

    public void Dispose() => Image.Dispose();
}
