using System.Globalization;
using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging;

/// <summary>Decodes files that ask for much, and holds what it takes against bounds that a slow machine keeps.</summary>
/// <remarks>Tests that use it run alone: memory and processor time are the whole process's. Other processes on the machine do not count.</remarks>
internal static class Bomb
{
    private const double MostSeconds = 2;
    private const long MostMegabytes = 96;

    /// <summary>In pixels, the longest side at which ink is looked for first.</summary>
    private const int FirstSide = 512;

    private static readonly ImageDecoder Decoder = new(new ImageCodec());

    /// <summary>Decodes a file at the size at which ink is looked for, and at the largest.</summary>
    /// <returns>Null where it was read, else the error's code.</returns>
    public static RecognitionErrorCode? Outcome(byte[] file) => Decode(file)?.Code;

    /// <summary>Decodes a file at the size at which ink is looked for, and at the largest.</summary>
    /// <returns>Null where it was read, else the error's message.</returns>
    public static string? Message(byte[] file) => Decode(file)?.Message;

    private static RecognitionError? Decode(byte[] file)
    {
        RecognitionError? error = Decode(file, FirstSide);
        Assert.Equal(error, Decode(file, ImageDecoder.MaxLongestSide));
        return error;
    }

    private static RecognitionError? Decode(byte[] file, int longestSide)
    {
        bool measurable = OperatingSystem.IsLinux();
        long before = measurable ? ForgetPeak() : 0;
        TimeSpan start = Environment.CpuUsage.TotalTime;
        Outcome<GrayImage> outcome = Decoder.Decode(file, longestSide);
        outcome.Value?.Dispose();
        Assert.InRange((Environment.CpuUsage.TotalTime - start).TotalSeconds, 0, MostSeconds);
        Assert.InRange(measurable ? Megabytes("VmHWM") - before : 0, long.MinValue, MostMegabytes);
        return outcome.Error;
    }

    // The kernel counts the peak anew from here (proc(5), clear_refs).
    private static long ForgetPeak()
    {
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
        return Megabytes("VmRSS");
    }

    private static long Megabytes(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length + 1).Trim(" \tkB"), CultureInfo.InvariantCulture) / 1024;
    }
}
