using Digits.Api.Hosting;
using Digits.Core.Recognition;
using Microsoft.Extensions.Options;

namespace Digits.Api.Admission;

/// <summary>The lanes of the service, apart so that none of them stands in another's way.</summary>
/// <remarks>
/// As many places as keep every processor busy with full batches while answers are on their way to clients, and no more: each further one
/// only has all of them wait longer. Pictures have half as many: each takes three times as long and holds a canvas in memory. A batch counts
/// as one, and its digits in the queue of the model.
/// </remarks>
internal sealed class Lanes
{
    private const int PixelsEach = 64;
    private const int PicturesEach = 32;
    private const int BatchesEach = 4;

    public Lanes(IOptions<ApiOptions> options, IOptions<RecognitionOptions> recognition, TimeProvider clock)
    {
        // One share for each processor, and one for what is on its way.
        int shares = 1 + Environment.ProcessorCount;
        Pixels = Make(options.Value.PixelPlaces, PixelsEach * shares);
        Pictures = Make(options.Value.PicturePlaces, PicturesEach * shares);
        Batch = Make(options.Value.BatchPlaces, BatchesEach * shares);

        Lane Make(int wanted, int usual) =>
            new(Math.Min(wanted > 0 ? wanted : usual, recognition.Value.QueueCapacity), options.Value.RetryAfterSeconds, clock);
    }

    /// <summary>For requests that bring pixels.</summary>
    public Lane Pixels { get; }

    /// <summary>For requests that bring a picture.</summary>
    public Lane Pictures { get; }

    /// <summary>For batches.</summary>
    public Lane Batch { get; }

    /// <summary>True where a request found no place in its lane in the last half second.</summary>
    public bool WereFull => Pixels.WasFull || Pictures.WasFull || Batch.WasFull;
}
