using Digits.Core.Diagnostics;
using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Microsoft.Extensions.Options;

namespace Digits.Core.Recognition;

/// <summary>
/// Brings whatever was sent to the network's input. Decodes no more pictures at once than there are processors to do it, and as many large
/// ones in a lane of their own, so that no canvas waits behind fifty photos. The memory for all decodings is shared out likewise.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class InputReader : IDisposable
{
    /// <summary>One part in so many (4) of the memory for decodings is the light lane's: one light picture takes 32 MiB at most.</summary>
    private const int LightPart = 4;

    private readonly PictureReader _pictures;
    private readonly NumberReader _numbers;
    private readonly DecodeLane _light;
    private readonly DecodeLane _heavy;
    private readonly DecodeMeter _meter;

    public InputReader(PictureReader pictures, IOptions<RecognitionOptions> options)
    {
        _pictures = pictures;
        _numbers = new NumberReader(pictures.Decoder);
        int parallelism = options.Value.EffectiveParallelism;
        long light = options.Value.MaxDecodeBytes / LightPart;
        _light = new DecodeLane(parallelism, light);
        _heavy = new DecodeLane(parallelism, options.Value.MaxDecodeBytes - light);
        _meter = new DecodeMeter(_light.Memory, _heavy.Memory);
    }

    /// <summary>Reads one input, as it stands.</summary>
    /// <param name="input">A picture or pixels.</param>
    /// <param name="kept">Receives a picture's decode for <see cref="ReadAgainAsync"/>; null where it is not to be kept.</param>
    /// <param name="cancellationToken">Ends the wait, and the decode between two rows.</param>
    /// <exception cref="OperationCanceledException">The client left, or the deadline passed, before the picture was decoded.</exception>
    public async ValueTask<Outcome<ReadInput>> ReadAsync(DigitInput input, KeptPicture? kept, CancellationToken cancellationToken)
    {
        if (input.IsPixels)
        {
            return ReadPixels(input.Bytes.Span);
        }

        DecodeLane lane = Lane(input);
        await WaitAsync(lane, cancellationToken);
        try
        {
            return await _pictures.ReadAsync(input.Bytes, kept, lane.Memory, cancellationToken);
        }
        finally
        {
            lane.Turns.Release();
        }
    }

    /// <summary>Reads a picture by the second hypothesis, <see cref="PictureReader.ReadAgainAsync"/>; null where that finds nothing.</summary>
    /// <exception cref="OperationCanceledException">The client left, or the deadline passed, before the picture was decoded.</exception>
    public async ValueTask<ReadInput?> ReadAgainAsync(DigitInput picture, KeptPicture? kept, CancellationToken cancellationToken)
    {
        DecodeLane lane = Lane(picture);
        await WaitAsync(lane, cancellationToken);
        try
        {
            return await _pictures.ReadAgainAsync(picture.Bytes, kept, lane.Memory, cancellationToken);
        }
        finally
        {
            lane.Turns.Release();
        }
    }

    /// <summary>Reads the picture of a line of digits.</summary>
    /// <exception cref="OperationCanceledException">The client left, or the deadline passed, before the picture was decoded.</exception>
    public async ValueTask<Outcome<NumberPicture>> ReadNumberAsync(DigitInput picture, CancellationToken cancellationToken)
    {
        DecodeLane lane = Lane(picture);
        await WaitAsync(lane, cancellationToken);
        try
        {
            return await _numbers.ReadAsync(picture.Bytes, lane.Memory, cancellationToken);
        }
        finally
        {
            lane.Turns.Release();
        }
    }

    public void Dispose() => _meter.Dispose();

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

    private static async ValueTask WaitAsync(DecodeLane lane, CancellationToken cancellationToken)
    {
        using StageTimer timer = StageTimer.Start(Stage.Turn);
        await lane.Turns.WaitAsync(cancellationToken);
    }

    private DecodeLane Lane(DigitInput picture) => PictureWeight.IsHeavy(picture.Bytes.Span) ? _heavy : _light;
}
