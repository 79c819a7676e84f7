using System.Text;

namespace Digits.Cli.Evaluate.Report;

/// <summary>The reliability diagram: of the pictures of each range of confidence, how many are right. On the diagonal confidence is what it says.</summary>
internal static class ReliabilityChart
{
    private static readonly double[] Ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

    public static string Draw(Evaluation evaluation)
    {
        var plot = new Plot("reliability", 0, 1, 1);
        var svg = new StringBuilder(plot.Open(
            "Reliability diagram",
            $"The share that is right by confidence, in {evaluation.Bins.Length} ranges; the table below has the figures. "
                + $"Expected calibration error {Numerals.Percent(evaluation.CalibrationError)}.",
            "confidence",
            "share right",
            Ticks,
            Ticks));
        double width = (plot.X(1) - plot.X(0)) / Calibration.Bins * 0.8;
        foreach (ReliabilityBin bin in evaluation.Bins)
        {
            (double x, double y) = (plot.X(bin.Middle), plot.Y(bin.Right));
            svg.Append($"<rect class=\"right\" x=\"{Markup.At(x - (width / 2))}\" y=\"{Markup.At(y)}\" width=\"{Markup.At(width)}\" height=\"{Markup.At(plot.Y(0) - y)}\" rx=\"2\"/>");
            svg.Append($"<text class=\"count\" x=\"{Markup.At(x)}\" y=\"{Markup.At(y - 5)}\" text-anchor=\"middle\">{Numerals.Whole(bin.Count)}</text>");
        }

        svg.Append($"<line class=\"ideal\" x1=\"{Markup.At(plot.X(0))}\" y1=\"{Markup.At(plot.Y(0))}\" x2=\"{Markup.At(plot.X(1))}\" y2=\"{Markup.At(plot.Y(1))}\"/></svg>");
        return svg.Append(Table(evaluation)).ToString();
    }

    private static string Table(Evaluation evaluation)
    {
        var html = new StringBuilder("<details><summary>Figures</summary><table><thead><tr><th scope=\"col\">mean confidence</th>");
        html.Append("<th scope=\"col\">right</th><th scope=\"col\">pictures</th></tr></thead><tbody>");
        foreach (ReliabilityBin bin in evaluation.Bins)
        {
            html.Append($"<tr><td>{Numerals.Percent(bin.Confidence)}</td><td>{Numerals.Percent(bin.Right)}</td><td>{Numerals.Whole(bin.Count)}</td></tr>");
        }

        return html.Append("</tbody></table></details>").ToString();
    }
}
