using SkiaSharp;

namespace Digits.BrowserTests.Pictures;

/// <summary>Chooses the colours that stand for all of a picture (Heckbert, "Color image quantization for frame buffer display", 1982).</summary>
internal static class MedianCut
{
    private const int Most = 256;

    /// <summary>At most 256 colours: the box of colours with the longest side is cut at its median until there are as many.</summary>
    public static SKColor[] Palette(SKColor[] pixels)
    {
        (SKColor Colour, int Count)[] colours = [.. pixels.CountBy(pixel => pixel).Select(pair => (pair.Key, pair.Value))];
        List<(SKColor Colour, int Count)[]> boxes = [colours];
        while (boxes.Count < Most && boxes.MaxBy(LongestSide) is { Length: > 1 } widest)
        {
            boxes.Remove(widest);
            Func<(SKColor Colour, int Count), byte> axis = Axes.MaxBy(each => Side(widest, each))!;
            (SKColor Colour, int Count)[] sorted = [.. widest.OrderBy(axis)];
            boxes.Add(sorted[..(sorted.Length / 2)]);
            boxes.Add(sorted[(sorted.Length / 2)..]);
        }

        // The commonest colour of a box rather than its mean: large flat areas, which a page has, keep theirs.
        return [.. boxes.Select(box => box.MaxBy(entry => entry.Count).Colour)];
    }

    private static readonly Func<(SKColor Colour, int Count), byte>[] Axes = [entry => entry.Colour.Red, entry => entry.Colour.Green, entry => entry.Colour.Blue];

    private static int LongestSide((SKColor Colour, int Count)[] box) => Axes.Max(axis => Side(box, axis));

    private static int Side((SKColor Colour, int Count)[] box, Func<(SKColor Colour, int Count), byte> axis) => box.Max(axis) - box.Min(axis);
}
