using System.Runtime.InteropServices;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>
/// Tells strokes from steps: beyond a stroke's outline it is brighter on every side, but a shadow's or a desk's edge that passes for ink
/// goes on as dark as it is on one of its sides.
/// </summary>
/// <param name="Places">Places along an outline that were looked at.</param>
/// <param name="Brighter">How many of them are brighter outside, by at least half of the ink's depth there.</param>
/// <param name="AtBorder">Places where it is the picture's border, beyond which nothing can be seen.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StrokeSides(int Places, int Brighter, int AtBorder)
{
    /// <summary>Steps have about half of their outline brighter, and wedges two thirds; strokes nearly all of it.</summary>
    private const double LeastShare = 0.8;

    /// <summary>The same of strokes that are blurred, in a second reading.</summary>
    private const double LeastBlurredShare = 0.77;

    /// <summary>A strip along the picture's border has nearly half of its outline there, a digit that was cut out along its ink far less.</summary>
    private const double MostAtBorder = 0.35;

    /// <summary>The share of places that are brighter outside, 0 to 1.</summary>
    public double Share => Places == 0 ? 0 : (double)Brighter / Places;

    /// <summary>True where these are the sides of strokes.</summary>
    public bool AreStrokes => AreAtLeast(LeastShare);

    /// <summary>True where these are the sides of strokes that may be blurred.</summary>
    public bool AreBlurredStrokes => AreAtLeast(LeastBlurredShare);

    /// <summary>Adds what lies beside one run of ink.</summary>
    /// <param name="picture">The survey.</param>
    /// <param name="depth">The depth of its ink.</param>
    /// <param name="level">The least depth of ink.</param>
    /// <param name="darkInk">True for ink that takes a share of the light, false for ink that adds to it.</param>
    /// <param name="run">The run.</param>
    /// <param name="reach">How many pixels outside of the outline are looked at: what is blurred takes some to brighten.</param>
    public StrokeSides Add(GrayImage picture, GrayImage depth, int level, bool darkInk, InkRun run, int reach)
    {
        StrokeSides sides = this;
        int width = depth.Width;
        int row = run.Row * width;
        sides = run.Left > 0 ? sides.Look(picture, depth, row + run.Left, -1, Math.Min(reach, run.Left), darkInk) : sides.MeetBorder(1);
        sides = run.Right < width
            ? sides.Look(picture, depth, row + run.Right - 1, 1, Math.Min(reach, width - run.Right), darkInk)
            : sides.MeetBorder(1);
        bool isFirst = run.Row == 0;
        bool isLast = run.Row == depth.Height - 1;
        sides = sides.MeetBorder((run.Right - run.Left) * ((isFirst ? 1 : 0) + (isLast ? 1 : 0)));

        ReadOnlySpan<byte> depths = depth.Pixels;
        for (int at = row + run.Left; at < row + run.Right; at++)
        {
            if (!isFirst && depths[at - width] < level)
            {
                sides = sides.Look(picture, depth, at, -width, Math.Min(reach, run.Row), darkInk);
            }

            if (!isLast && depths[at + width] < level)
            {
                sides = sides.Look(picture, depth, at, width, Math.Min(reach, depth.Height - 1 - run.Row), darkInk);
            }
        }

        return sides;
    }

    /// <summary>Looks from one pixel of an outline so many pixels outwards.</summary>
    private StrokeSides Look(GrayImage picture, GrayImage depth, int at, int step, int reach, bool darkInk)
    {
        ReadOnlySpan<byte> pixels = picture.Pixels;
        int outside = pixels[at + step];
        for (int away = 2; away <= reach; away++)
        {
            int value = pixels[at + (away * step)];
            outside = darkInk ? Math.Max(outside, value) : Math.Min(outside, value);
        }

        int rise = darkInk ? outside - pixels[at] : pixels[at] - outside;
        float light = darkInk ? Math.Max(outside, UnevenPaper.LeastLight) : byte.MaxValue;
        bool isBrighter = 2 * byte.MaxValue * rise >= depth.Pixels[at] * light;
        return this with { Places = Places + 1, Brighter = Brighter + (isBrighter ? 1 : 0) };
    }

    private bool AreAtLeast(double share) => Share >= share && AtBorder <= MostAtBorder * (Places + AtBorder);

    private StrokeSides MeetBorder(int places) => this with { AtBorder = AtBorder + places };
}
