using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>
/// The second hypothesis about a picture, for what <see cref="DigitPreprocessor"/> cannot make sense of: it takes nothing for granted about
/// the paper, looks for strokes under any light (<see cref="StrokeDepth"/>), takes lines that cross the picture away
/// (<see cref="LineEraser"/>), and keeps of the rest what stands in the middle (<see cref="DigitParts"/>). The digit is placed as in the
/// first.
/// </summary>
/// <remarks>Thread-safe and without state.</remarks>
internal static class DigitIsolator
{
    /// <summary>The longest side, in pixels, of what is looked at: lines are thin.</summary>
    private const int MaxSide = 256;

    /// <summary>Twice the network's box: a digit of fewer pixels is looked at again, closer.</summary>
    private const int LeastDigitSide = 2 * DigitTensor.BoxSide;

    /// <summary>A bar is longer than this part (a fifteenth) of the picture's longest side, or it is a scrap of something.</summary>
    private const int BarsPerSide = 15;

    /// <summary>Ink fainter than this share (0.3) of the digit's is none of it.</summary>
    private const double FaintShare = 0.3;

    /// <summary>More lines than this are the paper's; one or two may be a digit's strokes after all.</summary>
    public const int FewLines = 2;

    /// <summary>Looks for a digit.</summary>
    /// <returns>The network's input, to be disposed; or null where there are no strokes.</returns>
    public static IsolatedDigit? Isolate(GrayImage picture)
    {
        using Survey survey = Survey.Of(picture, MaxSide);
        IsolatedDigit? digit = Isolate(survey.Image, darkInk: true);
        if (IsDark(survey.Image) && Isolate(survey.Image, darkInk: false) is { } light)
        {
            bool isLight = digit is null || InkPolarity.IsLight(digit, light);
            (isLight ? digit : light)?.Dispose();
            digit = isLight ? light : digit;
        }

        if (digit is null)
        {
            return null;
        }

        if (IsScrap(digit.Crop, survey.Image))
        {
            digit = digit with { Suspicion = Suspicion.NoDigit };
        }

        PixelBox crop = Scale(digit.Crop, survey.Factor, picture);
        if (survey.Factor == 1 || digit.Crop.LongestSide >= LeastDigitSide || digit.Suspicion == Suspicion.NoDigit)
        {
            return digit with { Crop = crop };
        }

        if (IsolateNear(picture, crop, 1) is not { } closer)
        {
            return digit with { Crop = crop };
        }

        digit.Dispose();
        return closer with { Lines = digit.Lines + closer.Lines, HadFrame = digit.HadFrame || closer.HadFrame };
    }

    /// <summary>Looks again, closer, where a digit was found.</summary>
    /// <param name="picture">The same picture, or a larger one of it.</param>
    /// <param name="crop">The digit's box in the picture in which it was found.</param>
    /// <param name="scale">How many times as large as that one this picture is.</param>
    /// <returns>The digit, to be disposed; or null where there are no strokes.</returns>
    public static IsolatedDigit? IsolateNear(GrayImage picture, PixelBox crop, double scale)
    {
        PixelBox around = Around(crop, scale, picture);
        using GrayImage part = Cut(picture, around);
        return Isolate(part) is { } digit
            ? digit with { Crop = new PixelBox(digit.Crop.Left + around.Left, digit.Crop.Top + around.Top, digit.Crop.Right + around.Left, digit.Crop.Bottom + around.Top) }
            : null;
    }

    private static IsolatedDigit? Isolate(GrayImage survey, bool darkInk)
    {
        using StrokeDepth strokes = StrokeDepth.Measure(survey, darkInk);
        GrayImage depth = strokes.Plane;
        ErasedLines lines = LineEraser.Erase(depth);
        bool isRuled = lines.Count > FewLines;
        if (Choose(strokes, isRuled) is not { } parts)
        {
            return null;
        }

        int faint = (int)(FaintShare * IsolatedPlacer.FullDepth(depth, parts));
        if (faint > StrokeDepth.LeastInk && DigitParts.Choose(strokes, faint, isRuled) is { } darker)
        {
            parts = darker;
        }

        return StrokeEdges.AreSteep(strokes.Picture, parts.Runs, parts.Box) ? IsolatedPlacer.Place(depth, parts, darkInk, lines) : null;
    }

    /// <summary>Chooses among all ink, and where that hangs together with what surrounds it, among the darker.</summary>
    private static DigitParts? Choose(StrokeDepth strokes, bool isRuled)
    {
        DigitParts? parts = DigitParts.Choose(strokes, StrokeDepth.LeastInk, isRuled);
        if (parts is not null && !parts.Box.Spans(strokes.Plane))
        {
            return parts;
        }

        int threshold = Histogram.Of(strokes.Plane.Pixels).Between(StrokeDepth.LeastInk, Histogram.Levels - 1).OtsuThreshold();
        DigitParts? darker = threshold > 0 ? DigitParts.Choose(strokes, threshold, isRuled) : null;
        return darker is not null && (parts is null || !darker.Box.Spans(strokes.Plane)) ? darker : parts;
    }

    /// <summary>True for a short bar, with nothing in its shape that a scrap of a line or of an edge has not.</summary>
    private static bool IsScrap(PixelBox crop, GrayImage survey) =>
        crop.IsBar && BarsPerSide * crop.LongestSide <= Math.Max(survey.Width, survey.Height);

    private static bool IsDark(GrayImage survey) => Histogram.Of(survey.Pixels).Percentile(0.5) < Histogram.Levels / 2;

    private static PixelBox Scale(PixelBox box, int factor, GrayImage picture) => new(
        box.Left * factor, box.Top * factor, Math.Min(box.Right * factor, picture.Width), Math.Min(box.Bottom * factor, picture.Height));

    /// <summary>A digit's box, scaled, with as much around it as it is long.</summary>
    private static PixelBox Around(PixelBox crop, double scale, GrayImage picture)
    {
        int margin = crop.LongestSide;
        return new PixelBox(
            Math.Max((int)((crop.Left - margin) * scale), 0),
            Math.Max((int)((crop.Top - margin) * scale), 0),
            Math.Min((int)Math.Ceiling((crop.Right + margin) * scale), picture.Width),
            Math.Min((int)Math.Ceiling((crop.Bottom + margin) * scale), picture.Height));
    }

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
