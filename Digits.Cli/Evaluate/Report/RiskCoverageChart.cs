using System.Text;

namespace Digits.Cli.Evaluate.Report;

/// <summary>Risk and coverage: what share would be wrong if only so many were answered, the surest first; and where the verdicts put it.</summary>
internal static class RiskCoverageChart
{
    private const int Points = 260;
    private const double LeastRisk = 0.001;

    /// <summary>The axis begins at nine tenths at the latest.</summary>
    private const double MostLeast = 0.9;

    /// <summary>Before so many are answered, one that is wrong says nothing of the rest.</summary>
    private const double Settled = 0.02;

    public static string Draw(Evaluation evaluation)
    {
        double[] risks = RiskCoverage.Risks(evaluation.Scored);
        double answered = evaluation.Coverage;
        double wrong = 1 - (evaluation.AccuracyOfAnswered ?? 1);
        double most = 1.15 * Math.Max(Math.Max(risks.Skip((int)(Settled * risks.Length)).DefaultIfEmpty().Max(), wrong), LeastRisk);
        double least = Math.Min(FirstOf(risks), answered < 1 ? Math.Floor(answered * 10) / 10 : MostLeast);
        var plot = new Plot("risk", least, 1, most);
        var svg = new StringBuilder(plot.Open(
            "Risk and coverage",
            $"The share wrong of those answered, by how many are answered, the surest first. All answered: {Numerals.Percent(risks[^1])} wrong. "
                + $"By the model's verdicts {Numerals.Percent(answered)} are answered and {Numerals.Percent(wrong)} of these are wrong.",
            "answered, the surest first",
            "wrong of answered",
            Plot.Ticks(least, 1),
            Plot.Ticks(0, most)));
        IEnumerable<string> points = Indices((int)(least * risks.Length), risks.Length)
            .Select(i => $"{Markup.At(plot.X((i + 1.0) / risks.Length))},{Markup.At(plot.Y(Math.Min(risks[i], most)))}");
        svg.Append($"<polyline class=\"curve\" points=\"{string.Join(' ', points)}\"/>");
        if (evaluation.Answered > 0)
        {
            string left = Markup.At(plot.X(least) + 12);
            svg.Append($"<circle class=\"now\" cx=\"{Markup.At(plot.X(answered))}\" cy=\"{Markup.At(plot.Y(wrong))}\" r=\"5\"/>");
            svg.Append($"<circle class=\"now\" cx=\"{left}\" cy=\"12\" r=\"5\"/>");
            svg.Append($"<text class=\"name\" x=\"{left}\" dx=\"12\" y=\"12\" dy=\".32em\">by the verdicts: {Numerals.Percent(answered)} answered, {Numerals.Percent(wrong)} of these wrong</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>The coverage in tenths from which on there is something to see: before it nothing is wrong.</summary>
    private static double FirstOf(double[] risks)
    {
        int right = Array.FindIndex(risks, risk => risk > 0);
        return right < 0 ? MostLeast : Math.Min(Math.Floor(10.0 * right / risks.Length) / 10, MostLeast);
    }

    /// <summary>As many as a chart shows, the first and the last among them.</summary>
    private static IEnumerable<int> Indices(int first, int end) => end - first <= Points
        ? Enumerable.Range(first, end - first)
        : Enumerable.Range(0, Points).Select(point => first + (int)((long)point * (end - 1 - first) / (Points - 1)));
}
