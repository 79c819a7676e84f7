using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class ImageDecoderConcurrencyTests
{
    private const int Threads = 8;
    private const int PicturesPerThread = 250;

    private readonly ImageDecoder _decoder = new(ImageCodec.Create());

    [Fact]
    public void Decode_EightThreads_GiveWhatOneThreadGives()
    {
        byte[][] files = [.. FixtureFile.Sound().Select(FixtureFile.Read)];
        int[] expected = [.. files.Select(Checksum)];
        int[] differences = new int[Threads];

        RunOnThreads(thread =>
        {
            for (int i = 0; i < PicturesPerThread; i++)
            {
                int file = ((thread * PicturesPerThread) + i) % files.Length;
                differences[thread] += Checksum(files[file]) == expected[file] ? 0 : 1;
            }
        });

        Assert.All(differences, count => Assert.Equal(0, count));
    }

    // 2,000 canvas pictures of 280x280x4 bytes are 600 MiB: a leak of one in ten would show.
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

        RunOnThreads(DecodeMany);
        long before = Environment.WorkingSet;
        RunOnThreads(DecodeMany);
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 48L << 20);
    }

    private static void RunOnThreads(Action<int> work)
    {
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(index => new Thread(() => work(index)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private int Checksum(byte[] file)
    {
        using GrayImage? image = _decoder.Decode(file).Value;
        HashCode hash = default;
        hash.AddBytes(image is null ? [] : image.Pixels);
        return hash.ToHashCode();
    }
}
