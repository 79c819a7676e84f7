using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;
using Digits.Tests.Imaging.Png;
using Digits.Tests.Support;

namespace Digits.Tests.Recognition;

public sealed class PictureReaderTests
{
    // Of 255: a hard edge may lie a quarter of the network's pixels aside. A digit of ten pixels, scaled up, would be wrong by all of it.
    private const float Tolerance = 64;

    private readonly ImageDecoder _decoder = new(new ImageCodec());

    // Ink of a third of 2,000 pixels is large in any decode; of 40 in 2,000, it would be 10 pixels high in a small one.
    [Theory]
    [InlineData(2_000, 667)]
    [InlineData(2_000, 200)]
    [InlineData(2_000, 40)]
    [InlineData(600, 24)]
    public void Read_LargePicture_GivesWhatADecodeInFullGives(int side, int height)
    {
        byte[] file = PngFile.WithAngle(side, side, height / 2, height);
        using ReadInput? read = new PictureReader(_decoder).Read(file).Value;
        using GrayImage? full = _decoder.Decode(file, side).Value;
        using PreparedDigit? expected = DigitPreprocessor.Prepare(full!).Value;
        Assert.NotNull(read);
        Assert.InRange(read.Tensor.Values.ToArray().Zip(expected!.Tensor.Values.ToArray(), (a, b) => 255 * Math.Abs(a - b)).Max(), 0, Tolerance);
    }

    [Fact]
    public void Read_LargePicture_SaysWhereTheDigitIsInTheFilesPixels()
    {
        using ReadInput? read = new PictureReader(_decoder).Read(PngFile.WithAngle(2_000, 1_000, 50, 120)).Value;
        Assert.Equal((2_000, 1_000), (read!.SourceWidth, read.SourceHeight));
        Assert.Equal((975, 50, 440, 120), (read.CropBox!.X, read.CropBox.Width, read.CropBox.Y, read.CropBox.Height));
    }

    [Fact]
    public void Read_LargePictureWithoutInk_IsBlank() =>
        Assert.Equal(RecognitionErrorCode.BlankImage, new PictureReader(_decoder).Read(PngFile.WithAngle(2_000, 1_000, 0, 0)).Error?.Code);

    [Fact]
    public void ReadAgain_KeptPicture_GivesWhatAnotherDecodeGives()
    {
        byte[] file = GrayPng.Encode(DigitScenes.Draw("a sheet on a dark desk", 5, 1), DigitScenes.Side);
        var reader = new PictureReader(_decoder);
        using var kept = new KeptPicture();
        reader.Read(file, kept).Value?.Dispose();
        using ReadInput? first = reader.ReadAgain(file, kept);
        using ReadInput? second = reader.ReadAgain(file);
        Assert.NotNull(kept.Gray);
        Assert.Equal(second!.Tensor.Values.ToArray(), first!.Tensor.Values.ToArray());
    }

    // A second reading looks closer as well where the digit is small in the file.
    [Fact]
    public void ReadAgain_SmallDigitInALargePicture_SaysWhereItIsInTheFilesPixels()
    {
        using ReadInput? read = new PictureReader(_decoder).ReadAgain(PngFile.WithAngle(2_000, 1_000, 50, 120));
        Assert.Equal((2_000, 1_000, 440, 120), (read!.SourceWidth, read.SourceHeight, read.CropBox!.Y, read.CropBox.Height));
    }

    [Fact]
    public void ReadAgain_PictureWithoutInk_IsNull() =>
        Assert.Null(new PictureReader(_decoder).ReadAgain(PngFile.WithAngle(2_000, 1_000, 0, 0)));
}
