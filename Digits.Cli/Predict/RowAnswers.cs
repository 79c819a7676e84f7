using Digits.Cli.Terminal;
using Spectre.Console;

namespace Digits.Cli.Predict;

/// <summary>A row for each picture on a terminal, as it is read: the digit, a bar of its confidence, the name.</summary>
internal sealed class RowAnswers(IAnsiConsole screen) : IAnswerWriter
{
    private const int BarWidth = 20;
    private const int DigitWidth = 18;

    public bool WantsExplanation => false;

    public bool ShowsFailures => true;

    public void Write(Answer answer)
    {
        double confidence = answer.Reply.Prediction?.Confidence ?? 0;
        Color colour = ColourOf(answer);
        screen.Write(new Text(Wording.Of(answer).PadRight(answer.Reply.IsFailure ? 0 : DigitWidth), new Style(colour, decoration: Decoration.Bold)));
        if (!answer.Reply.IsFailure)
        {
            screen.Write(Bar.Of(confidence, BarWidth, colour, screen.Profile.Capabilities.Unicode));
            screen.Write(new Text(answer.Reply.Prediction is null ? new string(' ', 10) : Numerals.Percent(confidence).PadLeft(10)));
        }

        screen.Write(new Text("  " + answer.Name + "\n"));
    }

    /// <summary>Green for an answer, yellow for one withheld, red for a file that could not be read; the words say the same.</summary>
    public static Color ColourOf(Answer answer) => answer.Reply.IsFailure ? Color.Red : answer.Reply.IsWithheld ? Color.Yellow : Color.Green;
}
