using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits.Cli.Terminal;

/// <summary>A share as a bar of eighths of a character.</summary>
internal static class Bar
{
    private const string Eighths = "▏▎▍▌▋▊▉█";

    /// <summary>The characters of a bar.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="width">Of a full one, in characters.</param>
    /// <param name="unicode">False for # alone.</param>
    public static string Characters(double share, int width, bool unicode = true)
    {
        if (!unicode)
        {
            return new string('#', (int)Math.Round(share * width));
        }

        int eighths = (int)Math.Round(Math.Clamp(share, 0, 1) * width * Eighths.Length);
        string whole = new(Eighths[^1], eighths / Eighths.Length);
        return eighths % Eighths.Length == 0 ? whole : whole + Eighths[(eighths % Eighths.Length) - 1];
    }

    /// <summary>The same as a renderable, padded to its width.</summary>
    public static IRenderable Of(double share, int width, Color colour, bool unicode) =>
        new Text(Characters(share, width, unicode).PadRight(width), new Style(colour));
}
