using System.Globalization;
using System.Text;

namespace Digits.Cli.Evaluate.Report;

/// <summary>An evaluation as one HTML file: no script, nothing from elsewhere, light and dark, and on paper.</summary>
internal static class ReportPage
{
    private static readonly string Style = ReadStyle();

    /// <summary>Writes the page.</summary>
    /// <param name="evaluation">What was found.</param>
    /// <param name="pictures">The worst misreads.</param>
    /// <param name="source">What was read, as the command line named it.</param>
    /// <param name="written">When.</param>
    public static string Write(Evaluation evaluation, IReadOnlyCollection<MisreadPicture> pictures, string source, DateTimeOffset written)
    {
        string model = Markup.Text($"{evaluation.Model.Name} {evaluation.Model.Version}");
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Append($"<title>{model} on {Markup.Text(Path.GetFileName(source.TrimEnd('/', '\\')))}</title>\n<style>\n{Style}</style>\n</head>\n<body>\n<main>\n");
        html.Append($"<header><h1>How well {model} reads</h1><p>{Markup.Text(source)}, {Numerals.Whole(evaluation.Count)} pictures");
        html.Append(evaluation.Unreadable > 0 ? $", {Numerals.Whole(evaluation.Unreadable)} more that could not be read" : "");
        html.Append(CultureInfo.InvariantCulture, $"; <time datetime=\"{written:yyyy-MM-ddTHH:mm:sszzz}\">{written:yyyy-MM-dd HH:mm}</time></p></header>\n");
        html.Append(Summary(evaluation));
        html.Append("<div class=\"tables\">");
        Section(html, "Confusion matrix", ConfusionTable.Draw(evaluation));
        Section(html, "By digit", ScoreTable.Draw(evaluation));
        html.Append("</div><div class=\"charts\">");
        Section(html, "Reliability", ReliabilityChart.Draw(evaluation));
        Section(html, "Risk and coverage", RiskCoverageChart.Draw(evaluation));
        html.Append("</div>");
        Section(html, "Misread", MisreadSheet.Draw(evaluation, pictures));
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string Summary(Evaluation evaluation)
    {
        (double low, double high) = Evaluation.Interval(evaluation.Right, evaluation.Count);
        string of = $"of {Numerals.Whole(evaluation.Count)}";
        var html = new StringBuilder("<dl class=\"summary\">");
        Append(html, "best guess right", Numerals.Percent(evaluation.Accuracy), $"{Numerals.Whole(evaluation.Right)} {of}; 95 % interval {Numerals.Percent(low)} to {Numerals.Percent(high)}");
        Append(html, "answered", Numerals.Percent(evaluation.Coverage), $"{Numerals.Whole(evaluation.Answered)} {of}; {evaluation.Of(Standing.Uncertain)} uncertain, {evaluation.Of(Standing.NotADigit)} no digit, {evaluation.Of(Standing.Blank)} blank");
        Append(html, "right of answered", evaluation.AccuracyOfAnswered is { } share ? Numerals.Percent(share) : "-", $"{Numerals.Whole(evaluation.RightOfAnswered)} of {Numerals.Whole(evaluation.Answered)}");
        Append(html, "calibration error", Numerals.Percent(evaluation.CalibrationError), $"expected, over {Calibration.Bins} ranges of confidence");
        return html.Append("</dl>\n").ToString();
    }

    private static void Append(StringBuilder html, string name, string value, string note) =>
        html.Append($"<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>");

    private static void Section(StringBuilder html, string title, string content) => html.Append($"<section><h2>{title}</h2>\n{content}</section>\n");

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }
}
