using System.Numerics;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>
/// Marks ink that is narrow along one axis, which lines are across themselves: the ink without its opening by a bar as long as a line is
/// wide at most (Serra, 1982). Where something wider begins, as a digit's stroke across a line, nothing is marked.
/// </summary>
internal static class ThinInk
{
    /// <summary>Marks by 255 what is at most so wide in its row, and one pixel on both sides of it: lines waver.</summary>
    public static GrayImage Narrow(GrayImage depth, int width) => Mark(depth, width, SlidingMaximum.AlongRows);

    /// <summary>Marks by 255 what is at most so high in its column, and one pixel over and under it.</summary>
    public static GrayImage Low(GrayImage depth, int width) => Mark(depth, width, SlidingMaximum.AlongColumns);

    private static GrayImage Mark(GrayImage depth, int width, Action<GrayImage, int> widen)
    {
        var thin = new GrayImage(depth.Width, depth.Height);
        using var wide = new GrayImage(depth.Width, depth.Height);
        MarkInk(depth.Pixels, thin.Pixels);
        thin.Pixels.CopyTo(wide.Pixels);
        SlidingMaximum.TurnOver(wide);
        widen(wide, width / 2);
        SlidingMaximum.TurnOver(wide);
        widen(wide, width / 2);
        TakeOff(wide.Pixels, thin.Pixels);
        widen(thin, 1);
        return thin;
    }

    private static void MarkInk(ReadOnlySpan<byte> depths, Span<byte> marks)
    {
        int at = 0;
        for (; at <= depths.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.GreaterThan(new Vector<byte>(depths[at..]), Vector<byte>.Zero).CopyTo(marks[at..]);
        }

        for (; at < depths.Length; at++)
        {
            marks[at] = depths[at] > 0 ? byte.MaxValue : (byte)0;
        }
    }

    private static void TakeOff(ReadOnlySpan<byte> wide, Span<byte> marks)
    {
        int at = 0;
        for (; at <= marks.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.AndNot(new Vector<byte>(marks[at..]), new Vector<byte>(wide[at..])).CopyTo(marks[at..]);
        }

        for (; at < marks.Length; at++)
        {
            marks[at] &= (byte)~wide[at];
        }
    }
}
