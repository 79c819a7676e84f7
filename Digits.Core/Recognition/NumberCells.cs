using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Segmentation;

namespace Digits.Core.Recognition;

/// <summary>Cuts a picture into the boxes of a number.</summary>
internal static class NumberCells
{
    /// <summary>A box holds no digit where less of it than this is inked.</summary>
    private const double LeastShare = 0.002;

    /// <summary>The survey's longest side.</summary>
    private const int SurveySide = 320;

    /// <summary>Cuts the boxes that a query names.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="query">Has cells or boxes.</param>
    /// <returns>The boxes, each to be disposed; or <see cref="RecognitionErrorCode.BlankImage"/> or <see cref="RecognitionErrorCode.BoxOutsideImage"/>.</returns>
    public static Outcome<List<NumberCell>> Cut(NumberPicture picture, NumberQuery query)
    {
        GrayImage gray = picture.Gray;
        if (FirstOutside(query.Boxes, gray) is int outside)
        {
            return new RecognitionError(
                RecognitionErrorCode.BoxOutsideImage, $"Box {outside + 1} does not lie in the picture, which is {gray.SourceWidth} by {gray.SourceHeight} pixels.");
        }

        using Survey survey = Survey.Of(gray, SurveySide);
        if (!PaperFinder.TryFind(survey.Image, out Paper? paper, out double inkDepth))
        {
            return DigitPreprocessor.Blank;
        }

        List<PixelBox> boxes = query.Cells is { } count
            ? CellFinder.Find(gray, count)
            : [.. query.Boxes.Select(box => ToPicture(box, gray))];
        byte threshold = (byte)Math.Clamp(inkDepth / 4, 1, byte.MaxValue);
        return boxes.ConvertAll(box => Cut(picture, paper, survey.Factor, threshold, box));
    }

    private static NumberCell Cut(NumberPicture picture, Paper paper, int scale, byte threshold, PixelBox box)
    {
        using var depth = new GrayImage(box.Width, box.Height);
        paper.MeasureDepth(picture.Gray, box, scale, depth);
        PixelBox inside = CellTrimmer.Inside(depth, threshold);
        long ink = 0;
        for (int y = inside.Top; y < inside.Bottom; y++)
        {
            foreach (byte value in depth.Row(y)[inside.Left..inside.Right])
            {
                ink += value >= threshold ? 1 : 0;
            }
        }

        bool isBlank = ink < LeastShare * inside.Width * inside.Height;
        return NumberCell.Of(
            picture,
            box,
            new PixelBox(box.Left + inside.Left, box.Top + inside.Top, box.Left + inside.Right, box.Top + inside.Bottom),
            isBlank);
    }

    private static int? FirstOutside(IReadOnlyList<CropBox> boxes, GrayImage picture)
    {
        for (int i = 0; i < boxes.Count; i++)
        {
            CropBox box = boxes[i];
            if (box.X < 0 || box.Y < 0 || box.Width < 1 || box.Height < 1
                || box.Width > picture.SourceWidth - box.X || box.Height > picture.SourceHeight - box.Y)
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>A box of what was sent in the pixels of the decoded picture: one of them at least.</summary>
    private static PixelBox ToPicture(CropBox box, GrayImage picture)
    {
        double x = (double)picture.Width / picture.SourceWidth;
        double y = (double)picture.Height / picture.SourceHeight;
        int left = Math.Clamp((int)(box.X * x), 0, picture.Width - 1);
        int top = Math.Clamp((int)(box.Y * y), 0, picture.Height - 1);
        return new PixelBox(
            left,
            top,
            Math.Clamp((int)Math.Ceiling((box.X + box.Width) * x), left + 1, picture.Width),
            Math.Clamp((int)Math.Ceiling((box.Y + box.Height) * y), top + 1, picture.Height));
    }
}
