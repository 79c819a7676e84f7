using System.Globalization;
using System.Net;

namespace Digits.Cli.Evaluate.Report;

/// <summary>Text and numbers as HTML and SVG take them.</summary>
internal static class Markup
{
    /// <summary>Text that may hold anything, such as a file's name.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A coordinate, to a tenth of a pixel.</summary>
    public static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A share in percent, as short as an axis wants it.</summary>
    public static string Tick(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture) + " %";
}
