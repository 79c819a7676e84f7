using System.Runtime.InteropServices;
using Digits.Cli.Readers;
using Digits.Core.Recognition;

namespace Digits.Cli.Evaluate;

/// <summary>One picture's result.</summary>
/// <param name="Label">The digit that it is, 0 to 9.</param>
/// <param name="Guess">The most probable digit, whatever the verdict; -1 where the picture is blank.</param>
/// <param name="Confidence">Its probability; 0 where the picture is blank.</param>
/// <param name="Standing">What was said.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Scored(int Label, int Guess, float Confidence, Standing Standing)
{
    public bool IsRight => Guess == Label;

    /// <summary>Scores a reply that is a prediction or blank.</summary>
    public static Scored Of(int label, Reply reply) => reply.Prediction is not { } prediction
        ? new Scored(label, -1, 0, Standing.Blank)
        : new Scored(label, prediction.Top(1)[0].Digit, prediction.Confidence, prediction.Verdict switch
        {
            Verdict.Digit => Standing.Answered,
            Verdict.Uncertain => Standing.Uncertain,
            _ => Standing.NotADigit,
        });
}
