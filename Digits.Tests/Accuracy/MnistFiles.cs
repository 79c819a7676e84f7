using System.Buffers.Binary;
using System.IO.Compression;
using Digits.Tests.Support;

namespace Digits.Tests.Accuracy;

/// <summary>MNIST's test set, from the folder beside the repository where data lies that is not part of it.</summary>
/// <param name="Images">10,000 images of 784 pixels, ink = 255 on 0.</param>
/// <param name="Labels">The digit of each.</param>
internal sealed record MnistFiles(byte[][] Images, byte[] Labels)
{
    private const int ImageHeader = 16;
    private const int LabelHeader = 8;
    private const int Pixels = 784;

    /// <summary>Reads the test set, or skips the test where it is not there.</summary>
    public static MnistFiles Require()
    {
        string folder = Path.Combine(RepositoryRoot.Require(), "..", "shared", "data", "mnist");
        Assert.SkipUnless(Directory.Exists(folder), "MNIST is not in ../shared/data/mnist: it is not part of the repository.");
        byte[] images = Unpack(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"));
        byte[] labels = Unpack(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"));
        int count = BinaryPrimitives.ReadInt32BigEndian(images.AsSpan(4));
        return new MnistFiles([.. images.Skip(ImageHeader).Chunk(Pixels).Take(count)], labels[LabelHeader..]);
    }

    private static byte[] Unpack(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
