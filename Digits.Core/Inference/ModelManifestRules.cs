using System.Text.RegularExpressions;
using Digits.Core.Preprocessing;

namespace Digits.Core.Inference;

/// <summary>What a model.json must say to be believed: a slip in it would make wrong answers, not errors.</summary>
internal static partial class ModelManifestRules
{
    private const int Digits = ModelManifest.Digits;

    /// <summary>Calibrated networks have temperatures near 1; at the ends every answer is sure, or none is.</summary>
    private const double LeastTemperature = 0.01;
    private const double GreatestTemperature = 100;

    /// <summary>What is wrong, without a full stop; null where nothing is.</summary>
    public static string? Fault(ModelManifest manifest) => manifest switch
    {
        _ when !Name().IsMatch(manifest.Name) => "name must be 1 to 64 of A-Z, a-z, 0-9, dot, dash and underscore",
        _ when manifest.File != Path.GetFileName(manifest.File) || manifest.File.Length == 0 => "file must be a name without a folder",
        _ when !Sha256().IsMatch(manifest.Sha256) => "sha256 must be 64 hexadecimal digits",
        { Input.Shape: not [-1, 1, DigitTensor.Side, DigitTensor.Side] } => $"input.shape must be [-1, 1, {DigitTensor.Side}, {DigitTensor.Side}]",
        { Input.ElementType: not TensorManifest.Float32 } => $"input.elementType must be {TensorManifest.Float32}",
        { Input: not { Range: [0, 1], Ink: 1 } } => "input.range must be [0, 1] and input.ink 1",
        { Output.ElementType: not TensorManifest.Float32 } => $"output.elementType must be {TensorManifest.Float32}",
        { Places: not (1 or 2) } => "places must be 1 or 2",
        { Places: 2, Reject.Rule: not RejectManifest.Class } => "reject.rule must be class where places is 2",
        { Places: 2, SelfTest: true } => "selfTest must be false where places is 2",
        { Places: 2, Output.Shape: not [-1, (2 * Digits) + 1] } => $"output.shape must be [-1, {(2 * Digits) + 1}] where places is 2",
        { Places: 1, Reject.Rule: RejectManifest.Class, Output.Shape: not [-1, Digits + 1] } => $"output.shape must be [-1, {Digits + 1}] under the reject rule class",
        { Reject.Rule: not RejectManifest.Class, Output.Shape: not [-1, Digits] } => $"output.shape must be [-1, {Digits}] but under the reject rule class",
        { Labels: not [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } => "labels must be the digits 0 to 9 in order",
        { Temperature: not (>= LeastTemperature and <= GreatestTemperature) } => FormattableString.Invariant(
            $"temperature must be {LeastTemperature} to {GreatestTemperature}"),
        { ConfidenceThreshold: not (>= 0 and <= 1) } => "confidenceThreshold must be 0 to 1",
        { Reject.Rule: not (RejectManifest.None or RejectManifest.Entropy or RejectManifest.Class) } => "reject.rule must be none, entropy or class",
        { Reject: { Rule: not RejectManifest.None, Threshold: not (> 0 and <= 1) } } => "reject.threshold must be above 0 and at most 1",
        _ => null,
    };

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Fa-f0-9]{64}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Sha256();
}
