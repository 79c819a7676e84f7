using Digits.Cli.Predict;
using Digits.Cli.Readers;
using Digits.Core.Inference;
using Digits.Core.Recognition;
using Digits.Tests.Support;
using Spectre.Console;

namespace Digits.Tests.Cli.Predict;

/// <summary>What people see on a terminal.</summary>
public sealed class CardAnswersTests
{
    private const int HalfBlocksOfAPicture = 28 * 14;

    [Fact]
    public async Task Write_Digit_ShowsWhatTheModelSawAndABarForEachDigit()
    {
        string shown = await ShowAsync(Samples.Seven, screen => new CardAnswers(screen), explain: true);
        Assert.Equal(HalfBlocksOfAPicture, shown.Count(character => character == '▀'));
        Assert.Contains(new string('█', 27), shown, StringComparison.Ordinal);
        ModelManifest model = ModelFile.FindAll(ReaderOptions.DefaultFolder).Single(file => file.Manifest.Name == "cnn").Manifest;
        Assert.Contains($" %  cnn {model.Version}", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_BlankPicture_SaysSoInWords() =>
        Assert.Contains("blank", await ShowAsync(Samples.Blank, screen => new CardAnswers(screen), explain: true), StringComparison.Ordinal);

    [Fact]
    public async Task Write_RowOfADigit_IsOneLineWithABar()
    {
        string shown = await ShowAsync(Samples.Seven, screen => new RowAnswers(screen), explain: false);
        Assert.Single(shown.TrimEnd().Split('\n'));
        Assert.Contains(new string('█', 18), shown, StringComparison.Ordinal);
        Assert.EndsWith("seven.png", shown.TrimEnd(), StringComparison.Ordinal);
    }

    private static async Task<string> ShowAsync(byte[] file, Func<IAnsiConsole, IAnswerWriter> writer, bool explain)
    {
        await using LocalReader reader = await LocalReader.LoadAsync("cnn", ReaderOptions.DefaultFolder, TestContext.Current.CancellationToken);
        DigitInput input = DigitInput.FromImage(file);
        Reply reply = await reader.ReadAsync(input, explain, TestContext.Current.CancellationToken);
        using var text = new StringWriter();
        IAnsiConsole screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.TrueColor,
            Out = new AnsiConsoleOutput(text),
        });
        screen.Profile.Capabilities.Unicode = true;
        screen.Profile.Width = 100;
        writer(screen).Write(new Answer("seven.png", input, reply));
        return text.ToString();
    }
}
