using System.Globalization;

namespace Digits.Cli.Predict;

/// <summary>A line for each picture with tabs between: name, digit or -, confidence, verdict. For pipes.</summary>
internal sealed class PlainAnswers(TextWriter output) : IAnswerWriter
{
    public bool WantsExplanation => false;

    public bool ShowsFailures => false;

    public void Write(Answer answer)
    {
        if (answer.Reply.IsFailure)
        {
            return;
        }

        string digit = answer.Reply.Prediction?.Digit?.ToString(CultureInfo.InvariantCulture) ?? "-";
        string confidence = answer.Reply.Prediction?.Confidence.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";
        output.WriteLine($"{answer.Name}\t{digit}\t{confidence}\t{answer.Verdict}");
    }
}
