using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Digits.Cli.Terminal;
using Spectre.Console;

namespace Digits.Cli.Models;

/// <summary>`digits models`: which models there are, and whether they are sound.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        Option<string> models = new ModelOptions().Models;
        var json = new Option<bool>("--json") { Description = "Prints one object a line." };
        var command = new Command(
            "models",
            "Lists the models and checks each: model.json, SHA-256, shapes, self-test of ten digits. Exit code: 0 all are sound, 1 one is not, 2 wrong use.")
        {
            models, json,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(models), parsed.GetValue(json), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string folder, bool json, InvocationConfiguration console)
    {
        var checks = new List<ModelCheck>();
        foreach (ModelCheck check in ModelRepository.Check(folder))
        {
            checks.Add(check);
            if (json)
            {
                console.Output.WriteLine(JsonLine.Of(members => Write(members, check)));
            }
        }

        if (!json)
        {
            Write(Screen.OrPage(console), checks);
        }

        return checks.TrueForAll(check => check.Fault is null) ? ExitCode.Done : ExitCode.Withheld;
    }

    private static void Write(IAnsiConsole screen, List<ModelCheck> checks)
    {
        Table table = new Table().SimpleBorder().AddColumn("model").AddColumn("version").AddColumn(new TableColumn("KB").RightAligned());
        foreach (string column in (string[])["model.json", "SHA-256", "shapes, self-test", "validated"])
        {
            table.AddColumn(column);
        }

        foreach (ModelCheck check in checks)
        {
            table.AddRow(
                new Text(check.Name),
                new Text(check.Version + (check.IsServed ? "" : " (not loaded)")),
                new Text(check.Bytes == 0 ? "-" : Numerals.Whole(check.Bytes / 1000)),
                Mark(check.IsDescribed),
                Mark(check.IsIntact),
                Mark(check.Runs),
                new Text(string.Join(", ", check.Scores.Select(score => string.Create(CultureInfo.InvariantCulture, $"{score.Key} {score.Value:0.####}")))));
        }

        screen.Write(table);
        foreach (ModelCheck check in checks.Where(check => check.Fault is not null))
        {
            screen.Write(new Text(check.Fault + "\n", new Style(Color.Red)));
        }
    }

    private static Text Mark(bool isSound) => isSound ? new Text("ok", new Style(Color.Green)) : new Text("no", new Style(Color.Red));

    private static void Write(Utf8JsonWriter json, ModelCheck check)
    {
        json.WriteString("name", check.Name);
        json.WriteString("version", check.Version);
        json.WriteBoolean("loaded", check.IsServed);
        json.WriteNumber("bytes", check.Bytes);
        json.WriteBoolean("described", check.IsDescribed);
        json.WriteBoolean("intact", check.IsIntact);
        json.WriteBoolean("runs", check.Runs);
        json.WriteString("fault", check.Fault);
        json.WriteStartObject("validation");
        foreach ((string name, double value) in check.Scores)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
    }
}
