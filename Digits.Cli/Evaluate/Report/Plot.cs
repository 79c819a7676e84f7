using System.Globalization;
using System.Text;

namespace Digits.Cli.Evaluate.Report;

/// <summary>The frame of a chart as SVG: axes with ticks, the vertical one from 0, and where a value lies.</summary>
/// <param name="Id">The chart's id in the page.</param>
/// <param name="LeastX">The value at the left end.</param>
/// <param name="MostX">The value at the right end.</param>
/// <param name="MostY">The value at the upper end.</param>
internal sealed record Plot(string Id, double LeastX, double MostX, double MostY)
{
    public const double Width = 520;
    public const double Height = 340;
    private const double Left = 76;
    private const double Right = 28;
    private const double Top = 22;
    private const double Bottom = 48;

    /// <summary>The horizontal position of a value.</summary>
    public double X(double value) => Left + ((value - LeastX) / (MostX - LeastX) * (Width - Left - Right));

    /// <summary>The vertical position of a value.</summary>
    public double Y(double value) => Height - Bottom - (value / MostY * (Height - Top - Bottom));

    /// <summary>Opens the picture, with what screen readers say of it, and draws the axes.</summary>
    public string Open(string title, string description, string xName, string yName, IEnumerable<double> xTicks, IEnumerable<double> yTicks)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" viewBox=\"0 0 {Width} {Height}\" aria-labelledby=\"{Id}-t {Id}-d\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{Id}-t\">{Markup.Text(title)}</title><desc id=\"{Id}-d\">{Markup.Text(description)}</desc>");
        foreach (double tick in yTicks)
        {
            string y = Markup.At(Y(tick));
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y}\" y2=\"{y}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Left - 8}\" y=\"{y}\" dy=\".32em\" text-anchor=\"end\">{Markup.Tick(tick)}</text>");
        }

        foreach (double tick in xTicks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Markup.At(X(tick))}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Markup.Tick(tick)}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Markup.At(Y(0))}\" y2=\"{Markup.At(Y(0))}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Markup.Text(xName)}</text>");
        double middle = (Top + Height - Bottom) / 2;
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" transform=\"translate(13 {middle}) rotate(-90)\" text-anchor=\"middle\">{Markup.Text(yName)}</text>");
        return svg.ToString();
    }

    /// <summary>Round steps from a value to a greater one: four to eight of them.</summary>
    public static IEnumerable<double> Ticks(double least, double most)
    {
        double span = most - least;
        double power = Math.Pow(10, Math.Floor(Math.Log10(span)));
        double step = (span / power) switch { < 1.6 => 0.2, < 4 => 0.5, < 8 => 1, _ => 2 } * power;
        for (int i = 0; i * step <= span * 1.0001; i++)
        {
            yield return least + (i * step);
        }
    }
}
