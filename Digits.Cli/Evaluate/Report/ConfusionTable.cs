using System.Globalization;
using System.Text;

namespace Digits.Cli.Evaluate.Report;

/// <summary>The confusion matrix as a table: the more pictures of a row, the stronger the colour, which for wrong ones is another.</summary>
internal static class ConfusionTable
{
    /// <summary>From this strength on, in percent, text is drawn in the colour for strong grounds.</summary>
    private const int Strong = 80;

    private const double Faintest = 0.0001;

    public static string Draw(Evaluation evaluation)
    {
        int digits = evaluation.ByDigit.Count;
        var html = new StringBuilder("<div class=\"wide\"><table class=\"confusion\"><caption>Rows: what was written. Columns: the best guess.</caption><thead><tr><td></td>");
        for (int guess = 0; guess < digits; guess++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{guess}</th>");
        }

        html.Append("<th scope=\"col\">blank</th></tr></thead><tbody>");
        for (int label = 0; label < digits; label++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{label}</th>");
            int support = evaluation.ByDigit[label].Support;
            for (int guess = 0; guess < digits; guess++)
            {
                html.Append(Cell(evaluation.Confusion(label, guess), support, guess == label));
            }

            html.Append(Cell(evaluation.BlankOf(label), support, isRight: false)).Append("</tr>");
        }

        return html.Append("</tbody></table></div>").ToString();
    }

    private static string Cell(int count, int support, bool isRight)
    {
        if (count == 0)
        {
            return "<td class=\"none\">0</td>";
        }

        int strength = isRight ? 12 + (80 * count / support) : MissStrength((double)count / support);
        string kind = (isRight ? "hit" : "miss") + (strength >= Strong ? " strong" : "");
        return $"<td class=\"{kind}\" style=\"--s:{strength}%\" title=\"{Numerals.Percent((double)count / support)} of {Numerals.Whole(support)}\">{Numerals.Whole(count)}</td>";
    }

    /// <summary>By the logarithm, so that one in ten thousand is seen beside a hundred; 10 to 50 percent, on which the page's own ink can be read.</summary>
    private static int MissStrength(double share) =>
        (int)(10 + (40 * Math.Clamp(1 - (Math.Log10(share) / Math.Log10(Faintest)), 0, 1)));
}
