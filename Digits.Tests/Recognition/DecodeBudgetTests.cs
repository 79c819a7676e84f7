using System.Diagnostics.CodeAnalysis;
using Digits.Core.Imaging;
using Digits.Core.Recognition;
using Digits.Tests.Imaging.Png;
using Digits.Tests.Support;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Recognition;

/// <summary>What all decodings hold together, through the way that a request takes.</summary>
public sealed class DecodeBudgetTests
{
    private const long Budget = 64L << 20;

    // The lane of heavy pictures has three quarters of it.
    private const long HeavyBudget = Budget / 4 * 3;

    [Fact]
    public async Task ReadAsync_ManyLargePicturesAtOnce_HoldNoMoreThanTheBudget()
    {
        var codec = new CountingCodec(bytes: HeavyBudget / 3);
        await ReadManyAsync(codec);
        Assert.Equal(0, codec.Held);
        Assert.InRange(codec.Most, HeavyBudget / 3, HeavyBudget);
    }

    [Fact]
    public async Task ReadAsync_PicturesLargerThanTheBudget_AreReadOneByOne()
    {
        var codec = new CountingCodec(bytes: 10 * Budget);
        await ReadManyAsync(codec);
        Assert.Equal(10 * Budget, codec.Most);
    }

    private static async Task ReadManyAsync(CountingCodec codec)
    {
        IOptions<RecognitionOptions> options = Options.Create(new RecognitionOptions { Parallelism = 8, MaxDecodeBytes = Budget });
        using var reader = new InputReader(new PictureReader(new ImageDecoder(codec)), options);

        // Heavy by its bytes.
        byte[] file = [.. PngFile.WithBar(28, 28, 1, whiteInk: false), .. new byte[PictureWeight.MostLightBytes]];
        CancellationToken token = TestContext.Current.CancellationToken;
        Outcome<ReadInput>[] read = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(
            async () => await reader.ReadAsync(DigitInput.FromImage(file), null, token), token)));
        Assert.All(read, outcome => Assert.NotNull(outcome.Value));
        Array.ForEach(read, outcome => outcome.Value!.Dispose());
    }

    /// <summary>Says that its pictures take so much, and counts how many are decoded at once.</summary>
    private sealed class CountingCodec(long bytes) : IImageCodec
    {
        private readonly ImageCodec _codec = new();
        private readonly Peak _peak = new();
        private long _held;

        public long Held => Volatile.Read(ref _held);

        public long Most => _peak.Most;

        public bool TryOpen(ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
        {
            image = _codec.TryOpen(encoded, format, out ICodecImage? opened, out refusal) ? new CountedImage(this, opened, bytes) : null;
            return image is not null;
        }

        private void Count(long more) => _peak.Reach(Interlocked.Add(ref _held, more));

        private sealed class CountedImage(CountingCodec codec, ICodecImage image, long bytes) : ICodecImage
        {
            public int Width => image.Width;

            public int Height => image.Height;

            public int Orientation => image.Orientation;

            public int Shrink(int longestSide) => 1;

            // What is held besides, the planes of 28 by 28 pixels, is next to nothing.
            public long Bytes(int longestSide) => bytes - (5 * 28 * 28);

            public bool TryRead(int longestSide, IPixelRows rows)
            {
                codec.Count(bytes);
                try
                {
                    // Long enough for others to come in, where they may.
                    Thread.SpinWait(20_000);
                    return image.TryRead(longestSide, rows);
                }
                finally
                {
                    codec.Count(-bytes);
                }
            }

            public void Dispose() => image.Dispose();
        }
    }
}
