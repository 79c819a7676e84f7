using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Preprocessing.Isolation;

namespace Digits.Core.Recognition;

/// <summary>One box of a number, cut out of its picture without its frame.</summary>
/// <remarks>Used by one request, while its picture lives. Owns the plain reading.</remarks>
/// <param name="picture">The picture.</param>
/// <param name="whole">The box with its frame, in the decoded picture's pixels.</param>
internal sealed class NumberCell(NumberPicture picture, PixelBox whole) : IDisposable
{
    /// <summary>The box, in pixels of what was sent.</summary>
    public CropBox Box { get; } = picture.Scale(whole);

    /// <summary>The digit in it as it stands, or why there is none.</summary>
    public Outcome<ReadInput> First { get; private set; }

    /// <summary>True for a box with nothing in it.</summary>
    public bool IsBlank => First.Error is { Code: RecognitionErrorCode.BlankImage };

    /// <summary>Cuts a box out and reads what is inside.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="whole">The box with its frame, in the decoded picture's pixels.</param>
    /// <param name="inside">The box without its frame.</param>
    /// <param name="isBlank">True where there is no ink inside.</param>
    public static NumberCell Of(NumberPicture picture, PixelBox whole, PixelBox inside, bool isBlank)
    {
        if (isBlank)
        {
            return new NumberCell(picture, whole) { First = Blank };
        }

        using GrayImage cut = Cut(picture.Gray, inside);
        Outcome<PreparedDigit> prepared = DigitPreprocessor.Prepare(cut);
        var cell = new NumberCell(picture, whole);
        cell.First = prepared.TryGetValue(out PreparedDigit? digit, out RecognitionError? error)
            ? new ReadInput(digit.Tensor, digit.Inverted, cell.Scale(digit.Crop, inside), 0, 0) { Suspicion = digit.Suspicion }
            : error;
        return cell;
    }

    /// <summary>Reads the box a second time, with its frame, which is taken away as the lines of paper are; null where nothing is found.</summary>
    public ReadInput? ReadAgain()
    {
        using GrayImage cut = Cut(picture.Gray, whole);
        return DigitIsolator.Isolate(cut) is { } digit
            ? new ReadInput(digit.Tensor, digit.Inverted, Scale(digit.Crop, whole), 0, 0)
            {
                Reading = digit.Lines > 0 || digit.HadFrame ? Reading.WithoutLines : Reading.Sheet,
                Suspicion = digit.Suspicion,
            }
            : null;
    }

    public void Dispose() => First.Value?.Dispose();

    private static RecognitionError Blank { get; } = new(RecognitionErrorCode.BlankImage, "The box is empty.");

    private CropBox Scale(PixelBox crop, PixelBox cut) => picture.Scale(new PixelBox(
        cut.Left + crop.Left, cut.Top + crop.Top, cut.Left + crop.Right, cut.Top + crop.Bottom));

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
