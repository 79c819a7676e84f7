using System.Diagnostics;
using System.Globalization;
using Digits.Core.Imaging;

namespace Digits.Benchmarks;

/// <summary>What it costs to decode a JPEG of one's own: in full, and as the service does it, which lets a large one shrink on the way.</summary>
internal static class JpegFile
{
    private const int Rounds = 15;

    /// <summary>Prints one line for the file.</summary>
    public static void Run(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        if (ImageFormatSniffer.Sniff(file) != ImageFormat.Jpeg)
        {
            throw new InvalidDataException($"{path} is no JPEG.");
        }

        IImageCodec codec = ImageCodec.Create();
        (string size, double full) = Fastest(codec, file, int.MaxValue);
        (string servedSize, double served) = Fastest(codec, file, ImageDecoder.MaxLongestSide);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"pixels":"{{size}}","milliseconds":{{full:F2}},"servedPixels":"{{servedSize}}","servedMilliseconds":{{served:F2}}}"""));
    }

    private static (string Size, double Milliseconds) Fastest(IImageCodec codec, byte[] file, int longestSide) =>
        Enumerable.Range(0, Rounds).Select(_ => Read(codec, file, longestSide)).MinBy(read => read.Milliseconds);

    private static (string Size, double Milliseconds) Read(IImageCodec codec, byte[] file, int longestSide)
    {
        long started = Stopwatch.GetTimestamp();
        if (codec.TryOpen(file, ImageFormat.Jpeg, out ICodecImage? image))
        {
            using (image)
            {
                if (image.TryReadPixels(longestSide, out PixelBuffer? pixels))
                {
                    using (pixels)
                    {
                        return ($"{pixels.Width}x{pixels.Height}", Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    }
                }
            }
        }

        throw new InvalidDataException("The file is damaged.");
    }
}
