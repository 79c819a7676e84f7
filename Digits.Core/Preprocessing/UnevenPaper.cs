using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>Paper under uneven light, as in a photo: a smooth field of brightness in the survey's resolution.</summary>
/// <remarks>Dark ink takes a share of the light that falls on it, so its depth is relative to the paper there; light ink adds to it.</remarks>
/// <param name="field">The paper's brightness, row-major, <paramref name="width"/> times <paramref name="height"/> values.</param>
/// <param name="width">The survey's width.</param>
/// <param name="height">The survey's height.</param>
/// <param name="darkInk">True when the ink is darker than the paper.</param>
internal sealed class UnevenPaper(float[] field, int width, int height, bool darkInk) : Paper(darkInk)
{
    /// <summary>Darker than this, no paper is lit enough for ink to show: a level more or less would count as a deep stroke.</summary>
    public const float LeastLight = 40;

    public override void MeasureDepth(GrayImage picture, PixelBox box, int scale, GrayImage depth)
    {
        for (int y = 0; y < box.Height; y++)
        {
            float v = Math.Clamp(((box.Top + y + 0.5f) / scale) - 0.5f, 0, height - 1);
            int top = (int)v;
            ReadOnlySpan<float> upper = field.AsSpan(top * width, width);
            ReadOnlySpan<float> lower = field.AsSpan(Math.Min(top + 1, height - 1) * width, width);
            ReadOnlySpan<byte> source = picture.Row(box.Top + y)[box.Left..box.Right];
            Span<byte> target = depth.Row(y);
            for (int x = 0; x < target.Length; x++)
            {
                float u = Math.Clamp(((box.Left + x + 0.5f) / scale) - 0.5f, 0, width - 1);
                int left = (int)u;
                int right = Math.Min(left + 1, width - 1);
                float a = u - left;
                float above = (upper[left] * (1 - a)) + (upper[right] * a);
                float below = (lower[left] * (1 - a)) + (lower[right] * a);
                float paper = (above * (1 - (v - top))) + (below * (v - top));
                float value = DarkInk ? 255f * (paper - source[x]) / Math.Max(paper, LeastLight) : source[x] - paper;
                target[x] = (byte)Math.Clamp(MathF.Floor(value + 0.5f), 0, 255);
            }
        }
    }
}
