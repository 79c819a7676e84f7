using System.CommandLine;
using Digits.Cli.Datasets;
using Digits.Cli.Evaluate.Report;
using Digits.Cli.Readers;
using Digits.Cli.Terminal;
using Spectre.Console;

namespace Digits.Cli.Evaluate;

/// <summary>`digits evaluate`: how well pictures are read whose digits are known.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var images = new Option<string>("--images")
        {
            Description = "What to read: an IDX file, gzipped or not; a folder of pictures, each in a folder named by its digit or with the digit first in its "
                + "own name; or CSV lines of a label and 784 pixels.",
            Required = true,
        };
        var labels = new Option<string?>("--labels") { Description = "The IDX file of the labels, where --images is one." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var report = new Option<string?>("--report") { Description = "Writes a report there that a browser shows, one file.", HelpName = "OUT.html" };
        var reader = new ReaderOptions();
        var command = new Command(
            "evaluate", "Scores a model on pictures whose digits are known. Exit code: 0 all read, 1 some files could not be, 2 wrong use.")
        {
            images, labels, json, report,
        };
        reader.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            InvocationConfiguration console = parsed.InvocationConfiguration;
            using ILabelledDigits digits = LabelledDigits.Open(parsed.GetRequiredValue(images), parsed.GetValue(labels));
            string? path = parsed.GetValue(report);
            if (path is not null)
            {
                RequireWritable(path);
            }

            await using IDigitReader opened = await reader.OpenAsync(parsed, cancellationToken);
            Evaluation evaluation = await WithProgressAsync(
                Screen.OfProgress(console), progress => Evaluator.RunAsync(digits, opened, console.Error, progress, cancellationToken));
            // First, because whoever reads the output may leave before its end.
            if (path is not null)
            {
                MisreadPicture[] pictures = await MisreadPictures.DrawAsync(evaluation.Misreads, opened, cancellationToken);
                string page = ReportPage.Write(evaluation, pictures, parsed.GetRequiredValue(images), DateTimeOffset.Now);
                await File.WriteAllTextAsync(path, page, cancellationToken);
            }

            if (parsed.GetValue(json))
            {
                console.Output.WriteLine(EvaluationJson.Write(evaluation));
            }
            else
            {
                EvaluationTables.Write(Screen.OrPage(console), evaluation);
            }

            return evaluation.Unreadable == 0 ? ExitCode.Done : ExitCode.Withheld;
        });
        return command;
    }

    /// <summary>Found out before the work is done and not after.</summary>
    private static void RequireWritable(string path)
    {
        bool isNew = !File.Exists(path);
        File.Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        if (isNew)
        {
            File.Delete(path);
        }
    }

    private static async Task<Evaluation> WithProgressAsync(IAnsiConsole? screen, Func<Action<double>, Task<Evaluation>> run)
    {
        if (screen is null)
        {
            return await run(_ => { });
        }

        return await screen.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask("reading", maxValue: 1);
                return run(done => task.Value = done);
            });
    }
}
