using Digits.Core.Imaging;
using Digits.Core.Preprocessing.Isolation;

namespace Digits.Core.Preprocessing;

/// <summary>Looks for what speaks against the ink of a plain reading. A canvas with a digit in its middle costs it next to nothing.</summary>
internal static class InkSuspicions
{
    /// <summary>A strip along a side of the picture takes less than this share of its other side.</summary>
    private const double StripShare = 0.45;

    /// <summary>How many pixels of the survey it takes a stroke's sides to brighten.</summary>
    private const int Reach = 2;

    /// <summary>Ink is strokes where this share of its mass lies deep between lighter sides.</summary>
    private const double StrokeShare = 0.85;

    /// <summary>Looks at the survey of a picture.</summary>
    /// <param name="survey">The survey.</param>
    /// <param name="depth">How deep its ink lies.</param>
    /// <param name="threshold">The least depth that counts.</param>
    /// <param name="paper">The paper that was found.</param>
    /// <param name="parts">The parts of the ink that were kept.</param>
    public static Suspicion Of(GrayImage survey, GrayImage depth, double threshold, Paper paper, InkParts parts)
    {
        if (parts.Kept.Exists(box => IsStrip(box, survey))
            || (parts.Kept.Count > 1 && (InkShape.AreSideBySide(parts.Kept, parts.Box) || HasBar(parts.Kept)))
            || (paper is UnevenPaper
                && (InkShape.IsBlot(survey, parts.Box, paper.DarkInk) || AreSteps(survey, depth, threshold, paper.DarkInk, parts))))
        {
            return Suspicion.NoDigit;
        }

        bool isUneven = paper is UnevenPaper;
        return parts.Box.Spans(survey)
            || (isUneven && parts.Box.TouchesBorder(survey))
            || (parts.Kept.Count > 1 && HasFrame(parts.Kept))
            ? Suspicion.MayHoldMore
            : isUneven ? Suspicion.UnevenLight : Suspicion.None;
    }

    /// <summary>True where one part goes around all others.</summary>
    private static bool HasFrame(List<PixelBox> parts) => parts.Exists(frame => parts.TrueForAll(part =>
        part == frame || (part.Left > frame.Left && part.Top > frame.Top && part.Right < frame.Right && part.Bottom < frame.Bottom)));

    private static bool IsStrip(PixelBox box, GrayImage survey) =>
        (box.SpansWidth(survey) && box.Height < StripShare * survey.Height && (box.Top == 0 || box.Bottom == survey.Height))
        || (box.SpansHeight(survey) && box.Width < StripShare * survey.Width && (box.Left == 0 || box.Right == survey.Width));

    private static bool HasBar(List<PixelBox> parts)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            PixelBox? rest = null;
            for (int j = 0; j < parts.Count; j++)
            {
                rest = j == i ? rest : rest?.Union(parts[j]) ?? parts[j];
            }

            if (InkShape.IsBarBeside(parts[i], rest!.Value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreSteps(GrayImage survey, GrayImage depth, double threshold, bool darkInk, InkParts parts)
    {
        int level = (int)Math.Clamp(Math.Ceiling(threshold), 0, byte.MaxValue);
        StrokeSides sides = default;
        foreach (InkRun run in parts.Runs)
        {
            sides = sides.Add(survey, depth, level, darkInk, run, Reach);
        }

        return !sides.AreStrokes || !HaveDepth(survey, depth, darkInk, parts);
    }

    private static bool HaveDepth(GrayImage survey, GrayImage depth, bool darkInk, InkParts parts)
    {
        using StrokeDepth strokes = StrokeDepth.Measure(survey, darkInk);
        long all = 0;
        long deep = 0;
        foreach (InkRun run in parts.Runs)
        {
            ReadOnlySpan<byte> row = depth.Row(run.Row);
            ReadOnlySpan<byte> strokeRow = strokes.Plane.Row(run.Row);
            for (int x = run.Left; x < run.Right; x++)
            {
                all += row[x];
                deep += 2 * strokeRow[x] >= row[x] ? row[x] : 0;
            }
        }

        return deep >= StrokeShare * all;
    }
}
