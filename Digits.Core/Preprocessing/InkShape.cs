using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>Shapes of ink that networks take for digits and that are none.</summary>
internal static class InkShape
{
    /// <summary>A disk fills pi/4 of its box, less its soft edge.</summary>
    private const float BlotShare = 0.66f;

    /// <summary>The same of a small one, of which more is edge.</summary>
    private const double SmallBlotShare = 0.62;

    /// <summary>The middle of a blot, a third of it across, is ink, but for grains.</summary>
    private const double SolidShare = 0.9;

    /// <summary>A blot is about as wide as it is high: narrower ones may be a thick one.</summary>
    private const float BlotAspect = 0.7f;

    /// <summary>Ink fainter than this is a stroke's soft edge.</summary>
    private const float Edge = 0.1f;

    /// <summary>A digit beside another has at least this share of the height of both.</summary>
    private const double FullHeight = 0.7;

    /// <summary>True for ink that fills its box and has no gap in any row or column.</summary>
    public static bool IsBlot(DigitTensor tensor)
    {
        (int left, int right, int top, int bottom) = (DigitTensor.Side, -1, DigitTensor.Side, -1);
        Span<bool> wasInk = stackalloc bool[DigitTensor.Side];
        Span<bool> hasEnded = stackalloc bool[DigitTensor.Side];
        wasInk.Clear();
        hasEnded.Clear();
        float sum = 0;
        for (int y = 0; y < DigitTensor.Side; y++)
        {
            ReadOnlySpan<float> row = tensor.Values.Slice(y * DigitTensor.Side, DigitTensor.Side);
            int rowEnd = -1;
            for (int x = 0; x < row.Length; x++)
            {
                bool isInk = row[x] >= Edge;
                if (isInk && (hasEnded[x] || (rowEnd >= 0 && rowEnd < x)))
                {
                    return false;
                }

                hasEnded[x] |= wasInk[x] && !isInk;
                wasInk[x] = isInk;
                if (isInk)
                {
                    rowEnd = x + 1;
                    sum += row[x];
                    (left, right) = (Math.Min(left, x), Math.Max(right, x));
                    (top, bottom) = (Math.Min(top, y), y);
                }
            }
        }

        (int width, int height) = (right - left + 1, bottom - top + 1);
        return Math.Min(width, height) >= BlotAspect * Math.Max(width, height) && sum >= BlotShare * width * height;
    }

    /// <summary>
    /// True for ink that fills its box in the picture, its middle above all: paper under uneven light is a mean of what lies around, which
    /// takes the middle of a blot for paper and leaves a ring.
    /// </summary>
    public static bool IsBlot(GrayImage picture, PixelBox box, bool darkInk)
    {
        if (Math.Min(box.Width, box.Height) < BlotAspect * box.LongestSide)
        {
            return false;
        }

        int threshold = Histogram.Of(picture, box).OtsuThreshold();
        int third = box.LongestSide / 3;
        (int all, int middle) = (0, 0);
        for (int y = box.Top; y < box.Bottom; y++)
        {
            ReadOnlySpan<byte> row = picture.Row(y);
            for (int x = box.Left; x < box.Right; x++)
            {
                if (row[x] <= threshold == darkInk)
                {
                    all++;
                    int fromMiddle = Math.Max(Math.Abs((2 * x) + 1 - box.Left - box.Right), Math.Abs((2 * y) + 1 - box.Top - box.Bottom));
                    middle += fromMiddle <= third ? 1 : 0;
                }
            }
        }

        return all >= SmallBlotShare * box.Width * box.Height && middle >= SolidShare * third * third;
    }

    /// <summary>True where two of the parts stand beside each other, both about as high as all together: two digits.</summary>
    public static bool AreSideBySide(List<PixelBox> parts, PixelBox all)
    {
        double height = FullHeight * all.Height;
        for (int i = 0; i < parts.Count; i++)
        {
            for (int j = 0; j < parts.Count; j++)
            {
                if (parts[i].Height >= height && parts[j].Height >= height && parts[i].Right <= parts[j].Left)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True for a level bar wholly under or over a digit, with a gap.</summary>
    public static bool IsBarBeside(PixelBox bar, PixelBox digit)
    {
        int gap = Math.Max(bar.Top - digit.Bottom, digit.Top - bar.Bottom);
        int least = bar.Top >= digit.Bottom ? digit.Height / 20 : digit.Height / 6;
        return bar.Width >= PixelBox.BarAspect * bar.Height && gap >= Math.Max(least, 1);
    }
}
