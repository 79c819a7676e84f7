using Digits.Core.Diagnostics;
using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Preprocessing.Isolation;

namespace Digits.Core.Recognition;

/// <summary>
/// Brings a picture file to the network's input. A large picture is decoded small, to look for the ink, and larger only where the digit
/// turns out to be small in it: the network sees 20 pixels of it in the end.
/// </summary>
/// <remarks>
/// Thread-safe. Each decode takes its share of the memory for all before it begins, and gives it back before the next one asks for its own.
/// </remarks>
internal sealed class PictureReader(ImageDecoder decoder)
{
    /// <summary>What opens files.</summary>
    public ImageDecoder Decoder => decoder;

    /// <summary>Reads the digit of a file.</summary>
    /// <param name="file">The whole file; it must not change before the task has ended.</param>
    /// <param name="kept">Receives the first decode, for <see cref="ReadAgainAsync"/>; null where it is not to be kept.</param>
    /// <param name="memory">What decodings may hold.</param>
    /// <param name="cancellationToken">Ends the wait for memory, or the decode.</param>
    /// <returns>The network's input, to be disposed; or an error of decoding or preparing.</returns>
    public async ValueTask<Outcome<ReadInput>> ReadAsync(
        ReadOnlyMemory<byte> file, KeptPicture? kept, DecodeMemory memory, CancellationToken cancellationToken)
    {
        Outcome<ReadInput> outcome = await ReadFileAsync(file, kept, memory, cancellationToken);
        return outcome.TryGetValue(out _, out RecognitionError? error) ? outcome : AlteredBytes.Explain(error, file.Span);
    }

    private async ValueTask<Outcome<ReadInput>> ReadFileAsync(
        ReadOnlyMemory<byte> file, KeptPicture? kept, DecodeMemory memory, CancellationToken cancellationToken)
    {
        if (!decoder.Open(file).TryGetValue(out OpenedPicture? picture, out RecognitionError? error))
        {
            return error;
        }

        using (picture)
        {
            Outcome<ReadInput> first;
            int side, digitSide;
            using (await memory.TakeAsync(picture.Bytes(DecodeSizes.FirstSide), cancellationToken))
            {
                first = Read(picture, DecodeSizes.FirstSide, kept, out side, out digitSide, cancellationToken);
            }

            if (first.Value is null || digitSide >= DecodeSizes.LeastDigitSide || side >= Math.Min(picture.LongestSide, ImageDecoder.MaxLongestSide)
                || !picture.AffordsAnother)
            {
                return first;
            }

            first.Value.Dispose();
            int secondSide = DecodeSizes.SecondSide(picture.LongestSide, side, digitSide);
            using (await memory.TakeAsync(picture.Bytes(secondSide), cancellationToken))
            {
                return Read(picture, secondSide, null, out _, out _, cancellationToken);
            }
        }
    }

    /// <summary>Reads the digit of a file that a plain reading gave no answer for (<see cref="DigitIsolator"/>).</summary>
    /// <param name="file">The whole file; it must not change before the task has ended.</param>
    /// <param name="kept">What <see cref="ReadAsync"/> kept of it, if anything.</param>
    /// <param name="memory">What decodings may hold.</param>
    /// <param name="cancellationToken">Ends the wait for memory, or the decode.</param>
    /// <returns>The network's input, to be disposed; or null where nothing was found.</returns>
    public async ValueTask<ReadInput?> ReadAgainAsync(
        ReadOnlyMemory<byte> file, KeptPicture? kept, DecodeMemory memory, CancellationToken cancellationToken)
    {
        if (decoder.Open(file, decodes: 1).Value is not { } picture)
        {
            return null;
        }

        GrayImage? decoded = null;
        IsolatedDigit? digit = null;
        try
        {
            GrayImage? gray = kept?.Gray;
            using (await memory.TakeAsync(gray is null ? picture.Bytes(DecodeSizes.FirstSide) : 0, cancellationToken))
            {
                gray ??= decoded = picture.AffordsAnother ? picture.Decode(DecodeSizes.FirstSide, cancellationToken).Value : null;
                if (gray is null)
                {
                    return null;
                }

                digit = Isolate(gray);
            }

            if (gray.MayHideInk && HueReader.IsWanted(digit) && picture.AffordsAnother
                && await HueReader.ReadAsync(picture, gray, digit, memory, cancellationToken) is { } hidden)
            {
                return hidden;
            }

            if (digit is null)
            {
                return null;
            }

            if (await ReadCloserAsync(picture, gray, digit, memory, cancellationToken) is { } closer)
            {
                return closer;
            }

            // Its tensor is the answer's.
            ReadInput read = Read(digit, gray);
            digit = null;
            return read;
        }
        finally
        {
            digit?.Dispose();
            decoded?.Dispose();
            picture.Dispose();
        }
    }

    /// <summary>Looks closer at a digit that is small in what was decoded of its picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="gray">What was decoded of it.</param>
    /// <param name="digit">The digit in that.</param>
    /// <param name="memory">What decodings may hold.</param>
    /// <param name="cancellationToken">Ends the wait for memory, or the decode.</param>
    /// <returns>The network's input, to be disposed; or null where the digit is large enough, or not found again.</returns>
    private static async ValueTask<ReadInput?> ReadCloserAsync(
        OpenedPicture picture, GrayImage gray, IsolatedDigit digit, DecodeMemory memory, CancellationToken cancellationToken)
    {
        int side = Math.Max(gray.Width, gray.Height);
        int digitSide = digit.Crop.LongestSide;
        if (digitSide >= DecodeSizes.LeastDigitSide || digit.Suspicion == Suspicion.NoDigit
            || side >= Math.Min(picture.LongestSide, ImageDecoder.MaxLongestSide) || !picture.AffordsAnother)
        {
            return null;
        }

        int secondSide = DecodeSizes.SecondSide(picture.LongestSide, side, digitSide);
        using (await memory.TakeAsync(picture.Bytes(secondSide), cancellationToken))
        {
            using GrayImage? larger = picture.Decode(secondSide, cancellationToken).Value;
            return larger is not null && IsolateNear(larger, digit.Crop, (double)larger.Width / gray.Width) is { } closer
                ? Read(closer, larger)
                : null;
        }
    }

    private static IsolatedDigit? Isolate(GrayImage gray)
    {
        using StageTimer timer = StageTimer.Start(Stage.Prepare);
        return DigitIsolator.Isolate(gray);
    }

    private static IsolatedDigit? IsolateNear(GrayImage gray, PixelBox crop, double scale)
    {
        using StageTimer timer = StageTimer.Start(Stage.Prepare);
        return DigitIsolator.IsolateNear(gray, crop, scale);
    }

    private static ReadInput Read(IsolatedDigit digit, GrayImage gray) =>
        new(digit.Tensor, digit.Inverted, DecodeSizes.CropInFile(digit.Crop, gray), gray.SourceWidth, gray.SourceHeight)
        {
            Reading = digit.Lines > 0 || digit.HadFrame ? Reading.WithoutLines : Reading.Sheet,
            IsRuled = digit.Lines > DigitIsolator.FewLines,
            Suspicion = digit.Suspicion,
        };

    private static Outcome<ReadInput> Read(
        OpenedPicture picture, int longestSide, KeptPicture? kept, out int side, out int digitSide, CancellationToken cancellationToken)
    {
        (side, digitSide) = (0, 0);
        if (!picture.Decode(longestSide, cancellationToken).TryGetValue(out GrayImage? gray, out RecognitionError? error))
        {
            return error;
        }

        using GrayImage? unkept = kept is not null && kept.TryKeep(gray) ? null : gray;
        side = Math.Max(gray.Width, gray.Height);
        if (!DigitPreprocessor.Prepare(gray).TryGetValue(out PreparedDigit? digit, out error))
        {
            return error;
        }

        digitSide = digit.Crop.LongestSide;
        return new ReadInput(digit.Tensor, digit.Inverted, DecodeSizes.CropInFile(digit.Crop, gray), gray.SourceWidth, gray.SourceHeight)
        {
            Suspicion = digit.Suspicion,
        };
    }
}
