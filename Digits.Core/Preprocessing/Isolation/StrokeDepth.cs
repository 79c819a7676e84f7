using System.Numerics;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>
/// How deep strokes lie in whatever surrounds them: the morphological closing of the picture minus the picture, also called the bottom hat
/// (Serra, "Image Analysis and Mathematical Morphology", 1982). The closing fills what is darker than its surroundings and narrower than a
/// square window. It leaves the edge of a shadow, of a sheet or of a desk as it is, because there one side goes on: steps have no depth.
/// </summary>
/// <remarks>Depths are shares of the light that falls on the paper, 0 to 255, so that a stroke is as deep in a shadow as beside it.</remarks>
internal sealed class StrokeDepth : IDisposable
{
    /// <summary>Depths from here on are ink, of 255.</summary>
    public const int LeastInk = 16;

    /// <summary>The window's side is this part (a quarter) of the picture's longest side: wider than any pen's stroke.</summary>
    private const int WindowsPerSide = 4;

    private const int LeastWindow = 9;

    /// <summary>A closing goes by the brightest grains of the paper; it lies so many levels above the paper's middle at most.</summary>
    private const int MostBias = 24;

    /// <summary>Levels that a stroke must lie under its surroundings whatever the grain.</summary>
    private const int LeastGap = 6;

    /// <summary>From the lower quartile to the median of a normal distribution it is 0.67 standard deviations; strokes lie 3.5 deep.</summary>
    private const double GapPerQuartile = 3.5 / 0.67;

    private StrokeDepth(GrayImage picture, GrayImage plane)
    {
        Picture = picture;
        Plane = plane;
    }

    /// <summary>The survey, turned over where the ink is lighter than what surrounds it, so that the ink is dark in any case.</summary>
    public GrayImage Picture { get; }

    /// <summary>The depths, as large as the survey; paper's grain is 0.</summary>
    public GrayImage Plane { get; }

    /// <summary>Measures the depth of strokes.</summary>
    /// <param name="survey">The picture.</param>
    /// <param name="darkInk">True for strokes that are darker than what surrounds them, false for lighter ones.</param>
    public static StrokeDepth Measure(GrayImage survey, bool darkInk)
    {
        var light = new GrayImage(survey.Width, survey.Height);
        survey.Pixels.CopyTo(light.Pixels);
        if (!darkInk)
        {
            SlidingMaximum.TurnOver(light);
        }

        var depth = new GrayImage(survey.Width, survey.Height);
        light.Pixels.CopyTo(depth.Pixels);
        int radius = Math.Max(LeastWindow, Math.Max(survey.Width, survey.Height) / WindowsPerSide) / 2;
        Close(depth, radius);
        Scale(light.Pixels, depth.Pixels);
        return new StrokeDepth(light, depth);
    }

    public void Dispose()
    {
        Picture.Dispose();
        Plane.Dispose();
    }

    private static void Close(GrayImage plane, int radius)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            SlidingMaximum.AlongRows(plane, radius);
            SlidingMaximum.AlongColumns(plane, radius);
            SlidingMaximum.TurnOver(plane);
        }
    }

    /// <summary>Turns the closing into depths: what is left of its gap to the picture without the grain, as a share of the light.</summary>
    private static void Scale(ReadOnlySpan<byte> picture, Span<byte> closing)
    {
        TakeOff(picture, closing);
        Histogram gaps = Histogram.Of(closing);
        int median = Math.Min(gaps.Percentile(0.5), MostBias);
        int quartile = Math.Min(gaps.Percentile(0.25), median);
        int least = median + Math.Max(LeastGap, (int)Math.Ceiling(GapPerQuartile * (median - quartile)));
        int at = 0;
        for (int next; (next = closing[at..].IndexOfAnyExcept((byte)0)) >= 0; at++)
        {
            at += next;
            int gap = closing[at];
            closing[at] = gap < least
                ? (byte)0
                : (byte)Math.Min((gap - median) * 255 / Math.Max(gap + picture[at], (int)UnevenPaper.LeastLight), 255);
        }
    }

    private static void TakeOff(ReadOnlySpan<byte> picture, Span<byte> closing)
    {
        int at = 0;
        for (; at <= picture.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            (new Vector<byte>(closing[at..]) - new Vector<byte>(picture[at..])).CopyTo(closing[at..]);
        }

        for (; at < picture.Length; at++)
        {
            closing[at] -= picture[at];
        }
    }
}
