using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging;

/// <summary>What becomes of a file that breaks off.</summary>
internal static class Cuts
{
    /// <summary>Cuts a file after each byte: what is left is unreadable, or the same picture to the last pixel.</summary>
    /// <returns>The least length at which it is read.</returns>
    public static int LeastReadable(byte[] file)
    {
        ImageDecoder decoder = new(new ImageCodec());
        using GrayImage? whole = decoder.Decode(file).Value;
        Assert.NotNull(whole);
        int least = file.Length;

        // Shorter ones are not known for what they are.
        for (int length = file.Length - 1; length >= 32; length--)
        {
            Outcome<GrayImage> outcome = decoder.Decode(file.AsMemory(0, length));
            using GrayImage? image = outcome.Value;
            if (image is null)
            {
                Assert.Equal(RecognitionErrorCode.UnreadableImage, outcome.Error?.Code);
                continue;
            }

            Assert.True(image.Pixels.SequenceEqual(whole.Pixels), $"Cut to {length} of {file.Length} bytes it is another picture.");
            Assert.Equal(least - 1, length);
            least = length;
        }

        return least;
    }
}
