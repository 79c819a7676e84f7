using Digits.Core.Imaging;
using Digits.Tests.Support;

namespace Digits.Tests.Imaging;

[Collection(nameof(ProcessWideCounts))]
public sealed class ImageDecoderMemoryTests
{
    // 2,000 canvas pictures of 280x280x4 bytes are 600 MiB: a leak of one in ten would show.
    private const int Threads = 8;
    private const int PicturesPerThread = 250;

    private readonly ImageDecoder _decoder = new(new ImageCodec());

    [Fact]
    public void Decode_EightThreads_LeakNoMemory()
    {
        byte[] sound = FixtureFile.Read("8-canvas-280.png");
        byte[] damaged = sound[..(sound.Length / 2)];
        void DecodeMany(int thread)
        {
            for (int i = 0; i < PicturesPerThread; i++)
            {
                _decoder.Decode(i % 4 == 3 ? damaged : sound).Value?.Dispose();
            }
        }

        SideBySide.Run(Threads, DecodeMany);
        long before = Environment.WorkingSet;
        SideBySide.Run(Threads, DecodeMany);
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 48L << 20);
    }
}
