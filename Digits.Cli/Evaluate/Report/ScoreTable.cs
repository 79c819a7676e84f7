using System.Globalization;
using System.Text;

namespace Digits.Cli.Evaluate.Report;

/// <summary>Precision, recall, F1 and support of each digit, and their averages.</summary>
internal static class ScoreTable
{
    public static string Draw(Evaluation evaluation)
    {
        var html = new StringBuilder("<div class=\"wide\"><table><caption>By best guess, whatever the verdict.</caption><thead><tr>");
        foreach (string column in (string[])["digit", "precision", "recall", "F1", "support"])
        {
            html.Append($"<th scope=\"col\">{column}</th>");
        }

        html.Append("</tr></thead><tbody>");
        for (int digit = 0; digit < evaluation.ByDigit.Count; digit++)
        {
            Append(html, digit.ToString(CultureInfo.InvariantCulture), evaluation.ByDigit[digit]);
        }

        html.Append("</tbody><tfoot>");
        Append(html, "macro average", evaluation.Macro);
        Append(html, "weighted average", evaluation.Weighted);
        return html.Append("</tfoot></table></div>").ToString();
    }

    private static void Append(StringBuilder html, string name, DigitScore score) => html.Append(
        $"<tr><th scope=\"row\">{name}</th><td>{Numerals.Percent(score.Precision)}</td><td>{Numerals.Percent(score.Recall)}</td><td>{Numerals.Percent(score.F1)}</td><td>{Numerals.Whole(score.Support)}</td></tr>");
}
