using Digits.Core.Diagnostics;
using Digits.Core.Imaging;
using Digits.Core.Segmentation;

namespace Digits.Core.Recognition;

/// <summary>Decodes the picture of a line of digits: once, and again larger where its digits turn out to be small.</summary>
/// <remarks>
/// Thread-safe. Each decode takes its share of the memory for all before it begins, and gives it back before the next one asks for its own.
/// </remarks>
internal sealed class NumberReader(ImageDecoder decoder)
{
    /// <summary>The longest side in pixels of the first decode: a row of ten digits that fills it has a hundred for each.</summary>
    private const int FirstSide = 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The whole file; it must not change before the task has ended.</param>
    /// <param name="memory">What decodings may hold.</param>
    /// <param name="cancellationToken">Ends the wait for memory, or the decode.</param>
    /// <returns>The picture, to be disposed; or an error of decoding.</returns>
    public async ValueTask<Outcome<NumberPicture>> ReadAsync(ReadOnlyMemory<byte> file, DecodeMemory memory, CancellationToken cancellationToken)
    {
        if (!decoder.Open(file).TryGetValue(out OpenedPicture? picture, out RecognitionError? error))
        {
            return AlteredBytes.Explain(error, file.Span);
        }

        using (picture)
        {
            NumberPicture? read;
            double height;
            using (await memory.TakeAsync(picture.Bytes(FirstSide), cancellationToken))
            {
                if (!Read(picture, FirstSide, out height, cancellationToken).TryGetValue(out read, out error))
                {
                    return AlteredBytes.Explain(error, file.Span);
                }
            }

            int side = Math.Max(read.Gray.Width, read.Gray.Height);
            if (read.Ink is null || height >= NumberInk.LeastHeight || side >= Math.Min(picture.LongestSide, ImageDecoder.MaxLongestSide)
                || !picture.AffordsAnother)
            {
                return read;
            }

            int wanted = (int)Math.Min(side * NumberInk.LeastHeight / Math.Max(height, 1), ImageDecoder.MaxLongestSide);
            return await ReadLargerAsync(picture, read, wanted, memory, cancellationToken);
        }
    }

    /// <summary>Reads a picture whose digits are small once more; where that fails, what was read stands.</summary>
    private static async ValueTask<NumberPicture> ReadLargerAsync(
        OpenedPicture picture, NumberPicture read, int longestSide, DecodeMemory memory, CancellationToken cancellationToken)
    {
        NumberPicture? kept = read;
        try
        {
            using (await memory.TakeAsync(picture.Bytes(longestSide), cancellationToken))
            {
                if (Read(picture, longestSide, out _, cancellationToken).Value is { } larger)
                {
                    return larger;
                }
            }

            kept = null;
            return read;
        }
        finally
        {
            kept?.Dispose();
        }
    }

    private static Outcome<NumberPicture> Read(OpenedPicture picture, int longestSide, out double height, CancellationToken cancellationToken)
    {
        height = 0;
        if (!picture.Decode(longestSide, cancellationToken).TryGetValue(out GrayImage? gray, out RecognitionError? error))
        {
            return error;
        }

        using StageTimer timer = StageTimer.Start(Stage.Prepare);
        return new NumberPicture(gray, PlainInk.Find(gray, out height));
    }
}
