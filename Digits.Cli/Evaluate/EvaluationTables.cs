using System.Globalization;
using Spectre.Console;

namespace Digits.Cli.Evaluate;

/// <summary>An evaluation as tables, on a terminal or as plain text.</summary>
internal static class EvaluationTables
{
    private const int MostMisreads = 10;

    public static void Write(IAnsiConsole screen, Evaluation evaluation)
    {
        screen.Write(Summary(evaluation));
        screen.Write(ByDigit(evaluation));
        screen.Write(Confusion(evaluation));
        if (evaluation.Misreads.Count > 0)
        {
            screen.Write(Misreads(evaluation));
        }
    }

    private static Table Summary(Evaluation evaluation)
    {
        (double low, double high) = Evaluation.Interval(evaluation.Right, evaluation.Count);
        Table table = new Table().NoBorder().HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        string of = $"of {Numerals.Whole(evaluation.Count)}";
        table.AddRow("model", evaluation.Model.Name, evaluation.Model.Version);
        table.AddRow("best guess right", Numerals.Percent(evaluation.Accuracy), $"{Numerals.Whole(evaluation.Right)} {of}; 95% interval {Numerals.Percent(low)} to {Numerals.Percent(high)}");
        table.AddRow("answered", Numerals.Percent(evaluation.Coverage), $"{Numerals.Whole(evaluation.Answered)} {of}");
        table.AddRow(
            "right of answered",
            evaluation.AccuracyOfAnswered is { } share ? Numerals.Percent(share) : "-",
            $"{Numerals.Whole(evaluation.RightOfAnswered)} of {Numerals.Whole(evaluation.Answered)}");
        table.AddRow("calibration error", Numerals.Percent(evaluation.CalibrationError), $"expected, over {Calibration.Bins} bins");
        table.AddRow(
            "withheld",
            Numerals.Whole(evaluation.Count - evaluation.Answered),
            $"{Numerals.Whole(evaluation.Of(Standing.Uncertain))} uncertain, {Numerals.Whole(evaluation.Of(Standing.NotADigit))} no digit, {Numerals.Whole(evaluation.Of(Standing.Blank))} blank");
        if (evaluation.Unreadable > 0)
        {
            table.AddRow("unreadable", Numerals.Whole(evaluation.Unreadable), "not scored");
        }

        return table;
    }

    private static Table ByDigit(Evaluation evaluation)
    {
        Table table = Titled("By digit, best guess").AddColumn("digit");
        foreach (string column in (string[])["precision", "recall", "F1", "support"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        for (int digit = 0; digit < evaluation.ByDigit.Count; digit++)
        {
            Add(table, digit.ToString(CultureInfo.InvariantCulture), evaluation.ByDigit[digit]);
        }

        table.AddEmptyRow();
        Add(table, "macro average", evaluation.Macro);
        Add(table, "weighted average", evaluation.Weighted);
        return table;
    }

    private static void Add(Table table, string name, DigitScore score) =>
        table.AddRow(name, Numerals.Percent(score.Precision), Numerals.Percent(score.Recall), Numerals.Percent(score.F1), Numerals.Whole(score.Support));

    private static Table Confusion(Evaluation evaluation)
    {
        Table table = Titled("Written (row), best guess (column)").AddColumn("");
        for (int guess = 0; guess < evaluation.ByDigit.Count; guess++)
        {
            table.AddColumn(new TableColumn(guess.ToString(CultureInfo.InvariantCulture)).RightAligned());
        }

        table.AddColumn(new TableColumn("blank").RightAligned());
        for (int label = 0; label < evaluation.ByDigit.Count; label++)
        {
            int row = label;
            table.AddRow(
            [
                row.ToString(CultureInfo.InvariantCulture),
                .. Enumerable.Range(0, evaluation.ByDigit.Count).Select(guess => Dotted(evaluation.Confusion(row, guess))),
                Dotted(evaluation.BlankOf(row)),
            ]);
        }

        return table;
    }

    private static Table Misreads(Evaluation evaluation)
    {
        int wrong = evaluation.Count - evaluation.Right;
        Table table = Titled($"Worst misreads, {Math.Min(MostMisreads, evaluation.Misreads.Count)} of {Numerals.Whole(wrong)}")
            .AddColumn("written").AddColumn("best guess").AddColumn(new TableColumn("confidence").RightAligned()).AddColumn("said").AddColumn("picture");
        foreach (Misread misread in evaluation.Misreads.Take(MostMisreads))
        {
            Scored scored = misread.Scored;
            table.AddRow(
                new Text(scored.Label.ToString(CultureInfo.InvariantCulture)),
                new Text(scored.Guess < 0 ? "-" : scored.Guess.ToString(CultureInfo.InvariantCulture)),
                new Text(Numerals.Percent(scored.Confidence)),
                new Text(Said(scored.Standing)),
                new Text(misread.Picture.Name));
        }

        return table;
    }

    /// <summary>What was said, in words.</summary>
    public static string Said(Standing standing) => standing switch
    {
        Standing.Answered => "answered",
        Standing.Uncertain => "uncertain",
        Standing.NotADigit => "no digit",
        _ => "blank",
    };

    private static Table Titled(string title) => new Table().SimpleBorder().Title(title);

    private static string Dotted(int count) => count == 0 ? "." : count.ToString(CultureInfo.InvariantCulture);
}
