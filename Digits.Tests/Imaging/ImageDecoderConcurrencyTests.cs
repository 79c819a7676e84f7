using Digits.Core.Imaging;
using Digits.Tests.Support;

namespace Digits.Tests.Imaging;

public sealed class ImageDecoderConcurrencyTests
{
    private const int Threads = 8;
    private const int PicturesPerThread = 250;

    private readonly ImageDecoder _decoder = new(new ImageCodec());

    [Fact]
    public void Decode_EightThreads_GiveWhatOneThreadGives()
    {
        byte[][] files = [.. FixtureFile.Sound().Select(FixtureFile.Read)];
        int[] expected = [.. files.Select(Checksum)];
        int[] differences = new int[Threads];

        SideBySide.Run(Threads, thread =>
        {
            for (int i = 0; i < PicturesPerThread; i++)
            {
                int file = ((thread * PicturesPerThread) + i) % files.Length;
                differences[thread] += Checksum(files[file]) == expected[file] ? 0 : 1;
            }
        });

        Assert.All(differences, count => Assert.Equal(0, count));
    }

    private int Checksum(byte[] file)
    {
        using GrayImage? image = _decoder.Decode(file).Value;
        HashCode hash = default;
        hash.AddBytes(image is null ? [] : image.Pixels);
        return hash.ToHashCode();
    }
}
