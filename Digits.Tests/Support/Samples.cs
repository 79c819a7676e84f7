using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Tests.Support;

/// <summary>Digits to send.</summary>
internal static class Samples
{
    /// <summary>A word that is put into bad input, to be looked for in the answer.</summary>
    public const string Marker = "zq7Marker";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    /// <summary>A grey PNG of a 7, 64 by 64 pixels.</summary>
    public static byte[] Seven => Fixture("7-grey.png");

    /// <summary>An RGB PNG of a 3.</summary>
    public static byte[] Three => Fixture("3-rgb.png");

    /// <summary>A PNG of one colour.</summary>
    public static byte[] Blank => GrayPng.Encode(new float[784], 28);

    /// <summary>A 7 in MNIST's convention, 784 values.</summary>
    public static byte[] SevenPixels { get; } =
        [.. ContractFile.Example("SevenAsPixels").GetProperty("pixels").EnumerateArray().Select(level => level.GetByte())];

    public static string SevenList => string.Join(',', SevenPixels.Select(level => level.ToString(CultureInfo.InvariantCulture)));

    public static string SevenRows => string.Join(',', SevenPixels.Chunk(28).Select(row => $"[{string.Join(',', row)}]"));

    /// <summary>A picture by its file's name; each begins with its digit.</summary>
    public static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(Folder, name));
}
