using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Cli.Predict;

/// <summary>Comma-separated values with a heading (RFC 4180, with the line ends of the system).</summary>
internal sealed class CsvAnswers(TextWriter output) : IAnswerWriter
{
    private static readonly string Empty = new(',', 9);

    private bool _hasHeading;

    public bool WantsExplanation => false;

    public bool ShowsFailures => true;

    public void Write(Answer answer)
    {
        if (!_hasHeading)
        {
            output.WriteLine($"file,digit,confidence,verdict,{string.Join(',', Enumerable.Range(0, 10).Select(digit => $"p{digit}"))},problem");
            _hasHeading = true;
        }

        string file = Quoted(answer.Name);
        if (answer.Reply.Prediction is { } prediction)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{file},{prediction.Digit},{prediction.Confidence:0.######},{answer.Verdict},{Probabilities(prediction)},"));
        }
        else
        {
            string verdict = answer.Reply.IsFailure ? "" : answer.Verdict;
            output.WriteLine($"{file},,,{verdict},{Empty},{Quoted(answer.Reply.Problem!.Detail)}");
        }
    }

    private static string Probabilities(Prediction prediction) =>
        string.Join(',', prediction.Probabilities.Select(each => each.ToString("0.######", CultureInfo.InvariantCulture)));

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
