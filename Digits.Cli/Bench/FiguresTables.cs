using System.Globalization;
using Spectre.Console;

namespace Digits.Cli.Bench;

/// <summary>Figures as tables, on a terminal or as plain text.</summary>
internal static class FiguresTables
{
    public static void Write(IAnsiConsole screen, Figures figures)
    {
        screen.Write(new Text(string.Create(
            CultureInfo.InvariantCulture, $"{figures.Model.Name} {figures.Model.Version}, {Environment.ProcessorCount} processors\n")));
        Table stages = new Table().SimpleBorder().Title(new TableTitle(Markup.Escape(figures.Picture))).AddColumn("stage")
            .AddColumn(new TableColumn("median, ms").RightAligned()).AddColumn(new TableColumn("95th percentile, ms").RightAligned());
        foreach (Stage stage in figures.Stages)
        {
            stages.AddRow(stage.Name, Milliseconds(stage.Median), Milliseconds(stage.Slow));
        }

        screen.Write(stages);
        screen.Write(Rates("Images a second, the network on that picture", [.. figures.Rates.Where(rate => !rate.IsNoise)]));
        screen.Write(Rates("Images a second, the network on noise", [.. figures.Rates.Where(rate => rate.IsNoise)]));
    }

    private static Table Rates(string title, Rate[] rates)
    {
        Table table = new Table().SimpleBorder().Title(title).AddColumn("sessions");
        foreach (int batch in rates.Select(rate => rate.Batch).Distinct())
        {
            table.AddColumn(new TableColumn(string.Create(CultureInfo.InvariantCulture, $"batch {batch}")).RightAligned());
        }

        foreach (IGrouping<int, Rate> row in rates.GroupBy(rate => rate.Sessions))
        {
            table.AddRow([row.Key.ToString(CultureInfo.InvariantCulture), .. row.Select(rate => Numerals.Whole(rate.ImagesPerSecond))]);
        }

        return table;
    }

    private static string Milliseconds(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
