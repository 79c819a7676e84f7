using System.Text.Json;

namespace Digits.Fuzz.Bodies;

/// <summary>Pictures that are read, of every format: the tests' fixtures, each with its digit as the first letter of its name.</summary>
internal static class SoundPictures
{
    private const string Prefix = "pictures/";

    private static readonly Dictionary<string, byte[]> Files = typeof(SoundPictures).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .ToDictionary(name => name[Prefix.Length..], ReadResource, StringComparer.Ordinal);

    /// <summary>All of them, in an order that stays.</summary>
    public static IReadOnlyList<byte[]> All { get; } = [.. Files.Values];

    /// <summary>A grey PNG of a 7, 64 by 64 pixels.</summary>
    public static byte[] Seven => Files["7-grey.png"];

    /// <summary>One of each format, of which the digit is read for sure.</summary>
    public static IReadOnlyList<(int Digit, byte[] File)> Sure { get; } =
    [
        .. new[] { "7-grey.png", "0-baseline.jpg", "1-lossy.webp", "4-static.gif", "5-windows.bmp", "6-progressive.jpg", "2-lossless.webp", "7-interlaced.png" }
            .Select(name => (name[0] - '0', Files[name])),
    ];

    /// <summary>A 7 in MNIST's convention, 784 values.</summary>
    public static byte[] SevenPixels { get; } =
    [
        .. JsonDocument.Parse(ReadResource("pixels/7.json")).RootElement.GetProperty("pixels").EnumerateArray().Select(level => level.GetByte()),
    ];

    private static byte[] ReadResource(string name)
    {
        using Stream stream = typeof(SoundPictures).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
