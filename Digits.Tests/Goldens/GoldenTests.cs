using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;

namespace Digits.Tests.Goldens;

/// <summary>Holds the preprocessing to what the shipped networks were trained on: whoever changes it trains anew.</summary>
public sealed class GoldenTests
{
    /// <summary>Levels of 255. The file holds whole ones, and sums in another order differ by less; a changed rule differs by tens.</summary>
    private const float Tolerance = 1;

    public static TheoryData<string> WithInk => [.. GoldenFile.Names.Where(name => GoldenFile.Get(name).Tensor is not null)];

    public static TheoryData<string> Blank => [.. GoldenFile.Names.Where(name => GoldenFile.Get(name).Tensor is null)];

    [Theory]
    [MemberData(nameof(WithInk))]
    public void Prepare_GoldenPicture_GivesTheGoldenTensor(string name)
    {
        Golden golden = GoldenFile.Get(name);
        using PreparedDigit? digit = Prepare(golden).Value;
        Assert.NotNull(digit);
        float worst = 0;
        for (int i = 0; i < DigitTensor.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs((digit.Tensor.Values[i] * byte.MaxValue) - golden.Tensor![i]));
        }

        Assert.InRange(worst, 0, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Blank))]
    public void Prepare_GoldenPictureWithoutInk_IsBlank(string name) =>
        Assert.Equal(RecognitionErrorCode.BlankImage, Prepare(GoldenFile.Get(name)).Error?.Code);

    private static Outcome<PreparedDigit> Prepare(Golden golden)
    {
        using GrayImage picture = new(golden.Width, golden.Height);
        golden.Pixels.CopyTo(picture.Pixels);
        return DigitPreprocessor.Prepare(picture);
    }
}
