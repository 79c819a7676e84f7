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

    /// <summary>Block means over the least whole factor that brings the longest side to <paramref name="maxSide"/>.</summary>
    public static Survey Of(GrayImage source, int maxSide = MaxSide)
    {
        int factor = BlockMeans.Factor(Math.Max(source.Width, source.Height), maxSide);
        var small = new GrayImage((source.Width + factor - 1) / factor, (source.Height + factor - 1) / factor);
        if (factor == 1)
        {
            source.Pixels.CopyTo(small.Pixels);
            return new Survey(small, factor);
        }

        ushort[] rented = ArrayPool<ushort>.Shared.Rent(source.Width);
        try
        {
            for (int y = 0; y < small.Height; y++)
            {
                int rows = Math.Min(factor, source.Height - (y * factor));
                ReadOnlySpan<byte> blocks = source.Pixels.Slice(y * factor * source.Width, rows * source.Width);
                BlockMeans.Fill(blocks, factor, rented.AsSpan(0, source.Width), small.Row(y));
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(rented);
        }

        return new Survey(small, factor);
    }

    public void Dispose() => Image.Dispose();
}
