using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Preprocessing.Isolation;
using Digits.Core.Recognition;

namespace Digits.Core.Segmentation;

/// <summary>
/// The ink of a line on ruled, squared or unevenly lit paper, by the second hypothesis about single digits: strokes under any light, from which
/// the lines of the paper are taken away. It is looked for in a survey first, then again in what is around it at the size at which it is cut.
/// </summary>
internal static class SheetInk
{
    /// <summary>The longest side of what lines are looked for in.</summary>
    private const int MaxSide = 255;

    /// <summary>Ink is looked at again with as much around it as this share of its line's height.</summary>
    private const double Around = 0.6;

    /// <summary>The share of the ink that lies at most as deep as its full depth.</summary>
    private const double FullShare = 0.8;

    /// <summary>What is left of a line, or grain, has less than this share of the height of digits.</summary>
    private const double LeastHeight = 0.3;

    /// <summary>Finds the ink; null where there are no strokes.</summary>
    public static NumberInk? Find(GrayImage picture)
    {
        using Survey survey = Survey.Of(picture, MaxSide);
        bool darkInk = Histogram.Of(survey.Image.Pixels).Percentile(0.5) >= Histogram.Levels / 2;
        using StrokeDepth strokes = StrokeDepth.Measure(survey.Image, darkInk);
        ErasedLines lines = LineEraser.Erase(strokes.Plane);
        int full = FullDepth(strokes.Plane);
        if (full == 0 || LineBox(strokes.Plane, full) is not (PixelBox box, double height))
        {
            return null;
        }

        PixelBox around = Enlarge(box, (int)Math.Ceiling(Around * height), survey.Factor, picture);
        int factor = Math.Max(1, (int)(height * survey.Factor) / NumberInk.LeastHeight);
        using GrayImage part = Cut(picture, around);
        using Survey near = Survey.Of(part, (Math.Max(part.Width, part.Height) + factor - 1) / factor);
        using StrokeDepth closer = StrokeDepth.Measure(near.Image, darkInk);
        var plane = new GrayImage(near.Image.Width, near.Image.Height);
        closer.Plane.Pixels.CopyTo(plane.Pixels);
        bool hadLines = EraseInTiles(plane) || lines.Count > 0;
        full = FullDepth(plane);
        if (full > 0 && InkStrength.TryNormalise(plane, full))
        {
            return new NumberInk(plane, around.Left, around.Top, near.Factor, darkInk) { Reading = hadLines ? Reading.WithoutLines : Reading.Sheet };
        }

        plane.Dispose();
        return null;
    }

    /// <summary>Erases the lines of a plane, part by part: lines are looked for along ways of a bounded length.</summary>
    private static bool EraseInTiles(GrayImage plane)
    {
        if (Math.Min(plane.Width, plane.Height) < LineFinder.LeastWay)
        {
            return false;
        }

        int across = (plane.Width + MaxSide - 1) / MaxSide;
        int down = (plane.Height + MaxSide - 1) / MaxSide;
        bool had = false;
        for (int i = 0; i < across * down; i++)
        {
            (int column, int row) = (i % across, i / across);
            var box = new PixelBox(
                plane.Width * column / across, plane.Height * row / down, plane.Width * (column + 1) / across, plane.Height * (row + 1) / down);
            using GrayImage tile = Cut(plane, box);
            had |= LineEraser.Erase(tile).Count > 0;
            for (int y = 0; y < tile.Height; y++)
            {
                tile.Row(y).CopyTo(plane.Row(box.Top + y)[box.Left..]);
            }
        }

        return had;
    }

    /// <summary>The box of what is about as high as digits, and how high that is.</summary>
    private static (PixelBox Box, double Height)? LineBox(GrayImage plane, int full)
    {
        List<InkSegment> parts = LineParts.Of(InkComponents.Find(plane, full / 4.0, DigitLine.MostRuns));
        LineParts.RemoveFrames(parts, plane);
        parts.RemoveAll(LineParts.IsUprightLine(parts));
        parts.RemoveAll(part => part.Box.Height == plane.Height || part.Box.Width == plane.Width);
        double height = DigitLine.HeightOf(parts.ConvertAll(part => part.Box));
        PixelBox? box = null;
        foreach (InkSegment part in parts)
        {
            box = part.Box.Height < LeastHeight * height ? box : box?.Union(part.Box) ?? part.Box;
        }

        return box is { } found ? (found, height) : null;
    }

    private static int FullDepth(GrayImage plane)
    {
        Histogram levels = Histogram.Of(plane.Pixels).Between(StrokeDepth.LeastInk, Histogram.Levels - 1);
        return levels.Count() == 0 ? 0 : levels.Percentile(FullShare);
    }

    private static PixelBox Enlarge(PixelBox box, int margin, int factor, GrayImage picture) => new(
        Math.Max(box.Left - margin, 0) * factor,
        Math.Max(box.Top - margin, 0) * factor,
        Math.Min((box.Right + margin) * factor, picture.Width),
        Math.Min((box.Bottom + margin) * factor, picture.Height));

    private static GrayImage Cut(GrayImage picture, PixelBox box)
    {
        var part = new GrayImage(box.Width, box.Height);
        for (int y = 0; y < box.Height; y++)
        {
            picture.Row(box.Top + y)[box.Left..box.Right].CopyTo(part.Row(y));
        }

        return part;
    }
}
