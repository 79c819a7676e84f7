using System.Runtime.InteropServices;
using System.Text;
using Digits.Cli.Readers;
using Digits.Core.Recognition;
using Digits.Core.Serialization;

namespace Digits.Cli.Predict;

/// <summary>What came of one picture.</summary>
/// <param name="Name">The picture's name.</param>
/// <param name="Input">What was read; default where nobody will look at it again.</param>
/// <param name="Reply">The prediction or the problem.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Answer(string Name, DigitInput Input, Reply Reply)
{
    /// <summary>The verdict's name, or blank; for what could not be read, the problem's title.</summary>
    public string Verdict => Reply switch
    {
        { Prediction: { } prediction } => Encoding.UTF8.GetString(PredictionJson.NameOf(prediction.Verdict)),
        { IsFailure: false } => "blank",
        _ => Reply.Problem!.Title,
    };
}
