using System.ComponentModel.DataAnnotations;
using Digits.Core.Imaging;

namespace Digits.Core.Recognition;

/// <summary>How digits are recognised. Checked at start: a value out of range stops the process with its name.</summary>
public sealed class RecognitionOptions
{
    /// <summary>The folder with &lt;name&gt;/&lt;version&gt;/model.json; relative to the application's folder. Default: models.</summary>
    [Required]
    public string ModelsFolder { get; set; } = "models";

    /// <summary>The model that answers when a request names none. Default: cnn.</summary>
    [Required]
    public string DefaultModel { get; set; } = "cnn";

    /// <summary>How many runs of each model, and how many decodings of pictures, go on at once, 0..1024; 0 takes the processors that the container may use. Default: 0.</summary>
    [Range(0, 1024)]
    public int Parallelism { get; set; }

    /// <summary>The most digits in one model run, 1..256. Default: 16.</summary>
    [Range(1, 256)]
    public int MaxBatchSize { get; set; } = 16;

    /// <summary>
    /// The most digits accepted and not yet answered, per model, 1..1,000,000; past it requests are refused. The last quarter is kept for those
    /// that come alone and as pixels, which are answered in no time. Default: 1024.
    /// </summary>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>The most pixels that are decoded of a picture, by its header, 784..500,000,000; JPEGs may have more, which shrink on the way. Default: 40,000,000.</summary>
    [Range(DigitInput.PixelCount, ImageDecoder.MostPixelsAllowed)]
    public int MaxImagePixels { get; set; } = ImageDecoder.DefaultMaxPixels;

    /// <summary>
    /// The most bytes that pictures hold while they are decoded, all together and estimated from above, 16 MiB..1 TiB; further ones wait, and
    /// one that would take more takes its turn alone. Default: 128 MiB.
    /// </summary>
    [Range(16L << 20, 1L << 40)]
    public long MaxDecodeBytes { get; set; } = 128 << 20;

    /// <summary>The most digits that can be accepted together: three quarters of <see cref="QueueCapacity"/>.</summary>
    public int LargestGroup => QueueCapacity - (QueueCapacity / 4);

    /// <summary><see cref="Parallelism"/>, with 0 replaced by the number of processors.</summary>
    internal int EffectiveParallelism => Parallelism > 0 ? Parallelism : Environment.ProcessorCount;
}
