using System.CommandLine;
using Digits.Cli.Pictures;
using Digits.Cli.Readers;
using Digits.Cli.Terminal;
using Digits.Core.Recognition;

namespace Digits.Cli.Predict;

/// <summary>`digits predict`: what digit a picture shows.</summary>
internal static class PredictCommand
{
    /// <summary>As many pictures are drawn large on a terminal; of more, each takes a line.</summary>
    private const int FewPictures = 9;

    public static Command Create()
    {
        var pictures = new Argument<string[]>("pictures")
        {
            Description = "Picture files (PNG, JPEG, WebP, GIF, BMP), folders of them, or - for one on standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Prints one object a line, as the service answers, with the file's name." };
        var csv = new Option<bool>("--csv") { Description = "Prints comma-separated lines below a heading." };
        var top = new Option<int>("--top") { Description = "How many candidates --json names, 1 to 10.", DefaultValueFactory = _ => 3 };
        var explain = new Option<string?>("--explain")
        {
            Description = "Writes a PNG there: for each picture what was sent, what the model saw, and what the answer leans on; "
                + $"{ExplanationSheet.MostRows} at most.",
            HelpName = "OUT.png",
        };
        var reader = new ReaderOptions();
        var command = new Command(
            "predict",
            "Reads the digit in each picture. Exit code: 0 all read, 1 of some none is said (uncertain, no digit, blank), 2 wrong use or "
            + "unreadable files.")
        {
            pictures, json, csv, top, explain,
        };
        reader.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(csv))
            {
                result.AddError("--json and --csv cannot be given both.");
            }
        });
        top.Between(1, 10);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] names = parsed.GetRequiredValue(pictures);
            bool few = PictureFiles.Of(names).Take(FewPictures + 1).Count() <= FewPictures;
            await using IDigitReader opened = await reader.OpenAsync(parsed, cancellationToken);
            return await RunAsync(
                await PicturesAsync(names, cancellationToken),
                opened,
                WriterOf(parsed.InvocationConfiguration, parsed.GetValue(json), parsed.GetValue(csv), parsed.GetValue(top), few),
                parsed.GetValue(explain) is { } path ? new ExplanationSheet(path) : null,
                parsed.InvocationConfiguration.Error,
                cancellationToken);
        });
        return command;
    }

    /// <summary>Reads pictures side by side and answers in their order. One that cannot be read does not stop the others.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(
        IEnumerable<Picture> pictures,
        IDigitReader reader,
        IAnswerWriter writer,
        ExplanationSheet? sheet,
        TextWriter error,
        CancellationToken cancellationToken)
    {
        bool explain = sheet is not null || writer.WantsExplanation;
        int code = ExitCode.Done;
        await foreach (Answer answer in OrderedParallel.SelectAsync(
            pictures, reader.Degree, (picture, stop) => ReadAsync(picture, reader, explain, stop), cancellationToken))
        {
            writer.Write(answer);
            if (answer.Reply is { IsFailure: true, Problem: { } problem } && !writer.ShowsFailures)
            {
                await error.WriteLineAsync($"{answer.Name}: {problem.Detail}");
            }

            sheet?.Add(answer);
            code = Math.Max(code, answer.Reply.IsFailure ? ExitCode.Wrong : answer.Reply.IsWithheld ? ExitCode.Withheld : ExitCode.Done);
        }

        sheet?.Save();
        return code;
    }

    private static IAnswerWriter WriterOf(InvocationConfiguration console, bool json, bool csv, int top, bool few) => Screen.Of(console) switch
    {
        _ when json => new JsonAnswers(console.Output, top),
        _ when csv => new CsvAnswers(console.Output),
        null => new PlainAnswers(console.Output),
        { } screen when few && Screen.ShowsPictures(screen) => new CardAnswers(screen),
        { } screen => new RowAnswers(screen),
    };

    private static async Task<Answer> ReadAsync(Picture picture, IDigitReader reader, bool explain, CancellationToken cancellationToken)
    {
        (DigitInput input, ItemProblem? problem) = await picture.LoadAsync(cancellationToken);
        return new Answer(picture.Name, explain ? input : default, problem ?? await reader.ReadAsync(input, explain, cancellationToken));
    }

    /// <summary>Standard input is read first and once, wherever it stands.</summary>
    private static async Task<IEnumerable<Picture>> PicturesAsync(string[] names, CancellationToken cancellationToken)
    {
        int asked = names.Count(name => name == PictureFiles.StandardInput);
        if (asked > 1)
        {
            throw new InvalidDataException($"{PictureFiles.StandardInput} is given {asked} times; standard input holds one picture.");
        }

        Picture? standardInput = asked == 0 ? null
            : await Picture.OfStreamAsync(PictureFiles.StandardInput, Console.OpenStandardInput(), cancellationToken);
        return PictureFiles.Of(names).Select(path => path == PictureFiles.StandardInput ? standardInput! : Picture.OfFile(path));
    }
}
