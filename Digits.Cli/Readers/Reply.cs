using System.Runtime.InteropServices;
using Digits.Core.Recognition;

namespace Digits.Cli.Readers;

/// <summary>What came of one picture: a prediction, or the problem that stands in its place.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Reply(Prediction? Prediction, ItemProblem? Problem)
{
    public static implicit operator Reply(Prediction prediction) => new(prediction, null);

    public static implicit operator Reply(ItemProblem problem) => new(null, problem);

    /// <summary>True where the picture could be opened and no digit is said: a verdict other than digit, or blank paper.</summary>
    public bool IsWithheld => Prediction is { Digit: null } || Problem is { IsBlank: true };

    /// <summary>True where the picture could not be read at all.</summary>
    public bool IsFailure => Problem is { IsBlank: false };
}
