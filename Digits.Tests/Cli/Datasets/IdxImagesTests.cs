using Digits.Cli.Datasets;
using Digits.Tests.Support;

namespace Digits.Tests.Cli.Datasets;

public sealed class IdxImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<byte[], string> WrongFiles => new()
    {
        { [], "ends early" },
        { IdxFile.Of(new byte[3 * 784])[..^1], "ends early" },
        { IdxFile.Gzipped(IdxFile.Of(new byte[3 * 784]))[..24], "ends early" },
        { IdxFile.Of(new byte[27 * 27], side: 27), "is no IDX file of images of 28 by 28 pixels" },
        { [0, 0, 8, 1, .. IdxFile.Of(new byte[784])[4..]], "is no IDX file" },
        { IdxFile.Of([]), "holds 0 images" },
        { [0, 0, 8, 3, 0, 1, 134, 161, .. IdxFile.Of(new byte[784])[8..]], "holds 100001 images; 1 to 100000 are read" },
        { [0, 0, 8, 3, 255, 255, 255, 255, .. IdxFile.Of(new byte[784])[8..]], "holds -1 images" },
        { [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "is damaged" },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_Images_GivesTheirPixelsFrom0To1(bool gzipped)
    {
        byte[] pixels = new byte[2 * 784];
        (pixels[0], pixels[783], pixels[784]) = (255, 51, 102);
        byte[] content = IdxFile.Of(pixels);
        float[] read = IdxImages.Read(_folder.Write("images", gzipped ? IdxFile.Gzipped(content) : content));
        Assert.Equal(Array.ConvertAll(pixels, value => value / 255f), read);
    }

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void Read_WrongFile_SaysWhichAndWhy(byte[] content, string reason)
    {
        string file = _folder.Write("images", content);
        string message = Assert.Throws<InvalidDataException>(() => IdxImages.Read(file)).Message;
        Assert.StartsWith($"{file} {reason}", message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
