using Digits.Cli.Readers;
using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Cli.Evaluate.Report;

/// <summary>Reads misread pictures again, to see what the model saw.</summary>
internal static class MisreadPictures
{
    /// <summary>The longest side in pixels of what is shown of a picture.</summary>
    private const int MaxSide = 256;

    /// <summary>Draws the misreads.</summary>
    /// <param name="misreads">The misreads.</param>
    /// <param name="reader">Who read them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<MisreadPicture[]> DrawAsync(IEnumerable<Misread> misreads, IDigitReader reader, CancellationToken cancellationToken)
    {
        var pictures = new List<MisreadPicture>();
        var decoder = new ImageDecoder(new ImageCodec());
        await foreach (MisreadPicture picture in OrderedParallel.SelectAsync(
            misreads, reader.Degree, (misread, stop) => DrawAsync(misread, reader, decoder, stop), cancellationToken))
        {
            pictures.Add(picture);
        }

        return [.. pictures];
    }

    private static async Task<MisreadPicture> DrawAsync(Misread misread, IDigitReader reader, ImageDecoder decoder, CancellationToken cancellationToken)
    {
        (DigitInput input, ItemProblem? problem) = await misread.Picture.LoadAsync(cancellationToken);
        if (problem is not null)
        {
            return new MisreadPicture(misread, null, null);
        }

        Reply reply = await reader.ReadAsync(input, explain: true, cancellationToken);
        return new MisreadPicture(misread, Sent(input, decoder), reply.Prediction?.Explanation?.Picture.ToArray());
    }

    private static byte[]? Sent(DigitInput input, ImageDecoder decoder)
    {
        if (input.IsPixels)
        {
            return GrayPng.Encode(input.Bytes.Span, DigitInput.Side, DigitInput.Side);
        }

        using GrayImage? picture = decoder.Decode(input.Bytes, MaxSide).Value;
        return picture is null ? null : GrayPng.Encode(picture.Pixels, picture.Width, picture.Height);
    }
}
