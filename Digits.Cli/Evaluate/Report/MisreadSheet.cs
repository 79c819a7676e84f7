using System.Globalization;
using System.Text;

namespace Digits.Cli.Evaluate.Report;

/// <summary>The worst misreads as pictures: what was sent, and what the model saw.</summary>
internal static class MisreadSheet
{
    public static string Draw(Evaluation evaluation, IReadOnlyCollection<MisreadPicture> pictures)
    {
        int wrong = evaluation.Count - evaluation.Right;
        if (wrong == 0)
        {
            return "<p>None: every best guess is right.</p>";
        }

        var html = new StringBuilder();
        string which = pictures.Count < wrong ? $"The {pictures.Count} worst of {Numerals.Whole(wrong)}" : $"All {Numerals.Whole(wrong)}";
        html.Append(CultureInfo.InvariantCulture, $"<p>{which}: those that were answered first, then by confidence. On the left what was sent, on the right the 28 by 28 pixels that the model saw.</p>");
        html.Append("<div class=\"sheet\">");
        foreach (MisreadPicture picture in pictures)
        {
            Append(html, picture);
        }

        return html.Append("</div>").ToString();
    }

    private static void Append(StringBuilder html, MisreadPicture picture)
    {
        Scored scored = picture.Misread.Scored;
        string guess = scored.Guess < 0 ? "blank" : $"{scored.Guess}";
        html.Append("<figure><div class=\"pair\">");
        html.Append(Image(picture.Sent, $"As sent, a {scored.Label}")).Append(Image(picture.Seen, $"As seen, taken for {guess}"));
        html.Append(CultureInfo.InvariantCulture, $"</div><figcaption><strong>{scored.Label}</strong> read as <strong>{guess}</strong>, {Numerals.Percent(scored.Confidence)}");
        html.Append(CultureInfo.InvariantCulture, $" <span class=\"said {(scored.Standing == Standing.Answered ? "answered" : "withheld")}\">{EvaluationTables.Said(scored.Standing)}</span>");
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"file\">{Markup.Text(picture.Misread.Picture.Name)}</span></figcaption></figure>");
    }

    private static string Image(byte[]? png, string alt) => png is null
        ? "<span class=\"missing\">none</span>"
        : $"<img alt=\"{alt}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">";
}
