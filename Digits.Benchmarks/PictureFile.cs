using System.Diagnostics;
using System.Globalization;
using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Benchmarks;

/// <summary>
/// What it costs to decode a picture of one's own: its rows in full and dropped, to a grey picture of at most 2048 and of 512 pixels on its
/// longest side, and as the service reads it, down to the network's input. The fastest of many rounds counts.
/// </summary>
internal static class PictureFile
{
    private const int Rounds = 40;

    /// <summary>Prints one line for the file.</summary>
    public static void Run(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        IImageCodec codec = new ImageCodec();
        var decoder = new ImageDecoder(codec, ImageDecoder.MostPixelsAllowed);
        var reader = new PictureReader(decoder);
        double rows = Fastest(() => Drop(codec, file));
        double large = Fastest(() => decoder.Decode(file).Value!.Dispose());
        double small = Fastest(() => decoder.Decode(file, 512).Value!.Dispose());
        var memory = new DecodeMemory(long.MaxValue);

        // Nothing is waited for, so that the task has ended.
        double served = Fastest(() => reader.ReadAsync(file, null, memory, CancellationToken.None).AsTask().GetAwaiter().GetResult().Value!.Dispose());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"rowsMilliseconds":{{rows:F3}},"to2048Milliseconds":{{large:F3}},"to512Milliseconds":{{small:F3}},"servedMilliseconds":{{served:F3}}}"""));
    }

    private static void Drop(IImageCodec codec, byte[] file)
    {
        if (!codec.TryOpen(file, ImageFormatSniffer.Sniff(file), out ICodecImage? image, out _))
        {
            throw new InvalidDataException("The file's header cannot be read.");
        }

        using (image)
        {
            if (!image.TryRead(int.MaxValue, new DroppedRows()))
            {
                throw new InvalidDataException("The file is damaged.");
            }
        }
    }

    private static double Fastest(Action action)
    {
        double fastest = double.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long started = Stopwatch.GetTimestamp();
            action();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return fastest;
    }
}
