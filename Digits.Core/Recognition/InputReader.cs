using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Microsoft.Extensions.Options;

namespace Digits.Core.Recognition;

/// <summary>
/// Brings whatever was sent to the network's input. Decodes no more pictures at once than there are processors to do it, and as many large
/// ones in a lane of their own, so that no canvas waits behind fifty photos.
/// </summary>
/// <remarks>Thread-safe.</remarks>
#pragma warning disable CA1001 // Semaphores hold no handle, and disposing of one would leave whoever waits for it waiting for ever.
internal sealed class InputReader(PictureReader pictures, IOptions<RecognitionOptions> options)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _light = new(options.Value.EffectiveParallelism);
    private readonly SemaphoreSlim _heavy = new(options.Value.EffectiveParallelism);

    /// <summary>Reads one input, as it stands.</summary>
    /// <param name="input">A picture or pixels.</param>
    /// <param name="kept">Receives a picture's decode for <see cref="ReadAgainAsync"/>; null where it is not to be kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The client left while its picture waited to be decoded.</exception>
    public async ValueTask<Outcome<ReadInput>> ReadAsync(DigitInput input, KeptPicture? kept, CancellationToken cancellationToken)
    {
        if (input.IsPixels)
        {
            return ReadPixels(input.Bytes.Span);
        }

        SemaphoreSlim lane = Lane(input);
        await lane.WaitAsync(cancellationToken);
        try
        {
            return pictures.Read(input.Bytes, kept);
        }
        finally
        {
            lane.Release();
        }
    }

    /// <summary>Reads a picture by the second hypothesis, <see cref="PictureReader.ReadAgain"/>; null where that finds nothing.</summary>
    /// <exception cref="OperationCanceledException">The client left while its picture waited to be decoded.</exception>
    public async ValueTask<ReadInput?> ReadAgainAsync(DigitInput picture, KeptPicture? kept, CancellationToken cancellationToken)
    {
        SemaphoreSlim lane = Lane(picture);
        await lane.WaitAsync(cancellationToken);
        try
        {
            return pictures.ReadAgain(picture.Bytes, kept);
        }
        finally
        {
            lane.Release();
        }
    }

    /// <summary>Takes 784 pixels as they are.</summary>
    public static Outcome<ReadInput> ReadPixels(ReadOnlySpan<byte> pixels)
    {
        if (pixels.Length != DigitTensor.Length)
        {
            return new RecognitionError(
                RecognitionErrorCode.WrongPixelCount, $"There are {pixels.Length} pixels; a digit has {DigitTensor.Length} ({DigitTensor.Side} rows of {DigitTensor.Side}).");
        }

        return BandPlanes.Range(pixels) < PaperFinder.MinContrast
            ? new RecognitionError(RecognitionErrorCode.BlankImage, "The pixels hold no ink: they are all about the same.")
            : new ReadInput(DigitTensor.FromPixels(pixels), false, null, DigitTensor.Side, DigitTensor.Side);
    }

    private SemaphoreSlim Lane(DigitInput picture) => PictureWeight.IsHeavy(picture.Bytes.Span) ? _heavy : _light;
}
