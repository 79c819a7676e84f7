using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Preprocessing.Isolation;

namespace Digits.Core.Recognition;

/// <summary>
/// Brings a picture file to the network's input. A large picture is decoded small, to look for the ink, and larger only where the digit
/// turns out to be small in it: the network sees 20 pixels of it in the end.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PictureReader(ImageDecoder decoder)
{
    /// <summary>The longest side in pixels of the decode in which the ink is looked for: four times that of the survey.</summary>
    private const int FirstSide = 4 * Survey.MaxSide;

    /// <summary>
    /// The longest side in pixels that a digit must have where its picture was reduced: at four pixels for each of the network's, where its
    /// box begins between two of them moves the answer by less than the drawing's own wavering.
    /// </summary>
    public const int LeastDigitSide = 4 * DigitTensor.BoxSide;

    /// <summary>Reads the digit of a file.</summary>
    /// <param name="file">The whole file; it must not change before this method returns.</param>
    /// <param name="kept">Receives the first decode, for <see cref="ReadAgain"/>; null where it is not to be kept.</param>
    /// <returns>The network's input, to be disposed; or an error of decoding or preparing.</returns>
    public Outcome<ReadInput> Read(ReadOnlyMemory<byte> file, KeptPicture? kept = null)
    {
        Outcome<ReadInput> outcome = ReadFile(file, kept);
        return outcome.TryGetValue(out _, out RecognitionError? error)
            || error.Code is not (RecognitionErrorCode.UnsupportedImageFormat or RecognitionErrorCode.UnreadableImage)
            || !AlteredBytes.IsAltered(file.Span)
            ? outcome
            : error with { Message = AlteredBytes.Message };
    }

    private Outcome<ReadInput> ReadFile(ReadOnlyMemory<byte> file, KeptPicture? kept)
    {
        if (!decoder.Open(file).TryGetValue(out OpenedPicture? picture, out RecognitionError? error))
        {
            return error;
        }

        using (picture)
        {
            Outcome<ReadInput> first = Read(picture, FirstSide, kept, out int side, out int digitSide);
            if (first.Value is null || digitSide >= LeastDigitSide || side >= Math.Min(picture.LongestSide, ImageDecoder.MaxLongestSide)
                || !picture.AffordsAnother)
            {
                return first;
            }

            first.Value.Dispose();
            return Read(picture, SecondSide(picture.LongestSide, side * LeastDigitSide / digitSide), null, out _, out _);
        }
    }

    /// <summary>Reads the digit of a file that a plain reading gave no answer for (<see cref="DigitIsolator"/>).</summary>
    /// <param name="file">The whole file; it must not change before this method returns.</param>
    /// <param name="kept">What <see cref="Read(ReadOnlyMemory{byte}, KeptPicture?)"/> kept of it, if anything.</param>
    /// <returns>The network's input, to be disposed; or null where nothing was found.</returns>
    public ReadInput? ReadAgain(ReadOnlyMemory<byte> file, KeptPicture? kept = null)
    {
        if (decoder.Open(file, decodes: 1).Value is not { } picture)
        {
            return null;
        }

        using (picture)
        {
            using GrayImage? decoded = kept?.Gray is null && picture.AffordsAnother ? picture.Decode(FirstSide).Value : null;
            if ((kept?.Gray ?? decoded) is not { } gray)
            {
                return null;
            }

            IsolatedDigit? digit = DigitIsolator.Isolate(gray);
            if (gray.MayHideInk && HueReader.IsWanted(digit) && picture.AffordsAnother && HueReader.Read(picture, gray, digit) is { } hidden)
            {
                digit?.Dispose();
                return hidden;
            }

            if (digit is null)
            {
                return null;
            }

            int side = Math.Max(gray.Width, gray.Height);
            int digitSide = digit.Crop.LongestSide;
            if (digitSide < LeastDigitSide && digit.Suspicion != Suspicion.NoDigit && side < Math.Min(picture.LongestSide, ImageDecoder.MaxLongestSide) && picture.AffordsAnother)
            {
                using GrayImage? larger = picture.Decode(SecondSide(picture.LongestSide, side * LeastDigitSide / digitSide)).Value;
                if (larger is not null && DigitIsolator.IsolateNear(larger, digit.Crop, (double)larger.Width / gray.Width) is { } closer)
                {
                    digit.Dispose();
                    return Read(closer, larger);
                }
            }

            return Read(digit, gray);
        }
    }

    private static ReadInput Read(IsolatedDigit digit, GrayImage gray) =>
        new(digit.Tensor, digit.Inverted, Scale(digit.Crop, gray), gray.SourceWidth, gray.SourceHeight)
        {
            Reading = digit.Lines > 0 || digit.HadFrame ? Reading.WithoutLines : Reading.Sheet,
            IsRuled = digit.Lines > DigitIsolator.FewLines,
            Suspicion = digit.Suspicion,
        };

    /// <summary>The least longest side, a whole part of the picture's, that is at least as large as needed.</summary>
    public static int SecondSide(int longestSide, int needed)
    {
        int factor = Math.Max(1, longestSide / needed);
        return Math.Min((longestSide + factor - 1) / factor, ImageDecoder.MaxLongestSide);
    }

    private static Outcome<ReadInput> Read(
        OpenedPicture picture, int longestSide, KeptPicture? kept, out int side, out int digitSide)
    {
        (side, digitSide) = (0, 0);
        if (!picture.Decode(longestSide).TryGetValue(out GrayImage? gray, out RecognitionError? error))
        {
            return error;
        }

        kept?.Keep(gray);
        using GrayImage? unkept = kept is null ? gray : null;
        side = Math.Max(gray.Width, gray.Height);
        if (!DigitPreprocessor.Prepare(gray).TryGetValue(out PreparedDigit? digit, out error))
        {
            return error;
        }

        digitSide = digit.Crop.LongestSide;
        return new ReadInput(digit.Tensor, digit.Inverted, Scale(digit.Crop, gray), gray.SourceWidth, gray.SourceHeight)
        {
            Suspicion = digit.Suspicion,
        };
    }

    /// <summary>The crop in the pixels of what was sent, of which the decoder may have made fewer.</summary>
    public static CropBox Scale(PixelBox crop, GrayImage picture)
    {
        double x = (double)picture.SourceWidth / picture.Width;
        double y = (double)picture.SourceHeight / picture.Height;
        int left = (int)(crop.Left * x);
        int top = (int)(crop.Top * y);
        return new CropBox(
            left,
            top,
            Math.Min((int)Math.Ceiling(crop.Right * x), picture.SourceWidth) - left,
            Math.Min((int)Math.Ceiling(crop.Bottom * y), picture.SourceHeight) - top);
    }
}
