using Digits.Core.Imaging;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits.Cli.Terminal;

/// <summary>A small grey picture in characters: each is two pixels, the upper as its foreground and the lower as its background.</summary>
internal static class HalfBlocks
{
    private const string UpperHalf = "▀";

    /// <summary>Draws a picture.</summary>
    /// <param name="picture">Of an even height.</param>
    public static IRenderable Draw(GrayImage picture)
    {
        var text = new Paragraph();
        for (int y = 0; y + 1 < picture.Height; y += 2)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                text.Append(UpperHalf, new Style(Grey(picture.Row(y)[x]), Grey(picture.Row(y + 1)[x])));
            }

            if (y + 2 < picture.Height)
            {
                text.Append("\n");
            }
        }

        return text;
    }

    private static Color Grey(byte level) => new(level, level, level);
}
