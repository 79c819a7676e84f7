using System.Diagnostics;
using Digits.Core.Inference;
using Digits.Core.Segmentation;

namespace Digits.Core.Recognition;

/// <summary>Decides what may be said of a line of digits.</summary>
internal static class NumberJudge
{
    /// <summary>The least probability that the whole number is right with which it is answered.</summary>
    private const float LeastConfidence = 0.75f;

    /// <summary>The same where digits were cut apart: there are more ways to be wrong.</summary>
    private const float LeastConfidenceOfCuts = 0.88f;

    /// <summary>The least probability with which one place of it is.</summary>
    private const double LeastPlace = 0.6;

    /// <summary>What is no line of digits.</summary>
    public static NumberPrediction Refuse(LineFault fault, ModelIdentity model) => new(NumberVerdict.NotANumber, 0, [], model, fault switch
    {
        LineFault.Empty => "There is no ink but frames and lines.",
        LineFault.TooMuchInk => $"There is more ink than a line of {NumberQuery.MostDigits} digits has; send one line alone.",
        LineFault.SeveralLines => "There are several lines of ink; send one of them alone.",
        _ => throw new UnreachableException(),
    });

    /// <summary>Decides on a line that was read as a lattice.</summary>
    /// <param name="reading">The best path.</param>
    /// <param name="lattice">Where it leads through.</param>
    /// <param name="hasLength">True where it has as many places as were asked for.</param>
    /// <param name="model">The model that was asked.</param>
    /// <param name="place">Tells of an arc where it is.</param>
    public static NumberPrediction Decide(LatticeReading reading, SegmentLattice lattice, bool hasLength, ServedModel model, Func<LatticeArc, NumberPlace> place)
    {
        var digits = new List<NumberDigit>(reading.Arcs.Count);
        for (int i = 0; i < reading.Arcs.Count; i++)
        {
            LatticeArc arc = reading.Arcs[i];
            bool isDigit = reading.Labels[i] != LatticeArc.NoDigit;
            Verdict verdict = !isDigit ? Verdict.NotADigit : reading.Places[i] < LeastPlace ? Verdict.Uncertain : Verdict.Digit;
            float[] probabilities = arc.Logits is { } logits ? Judge.Probabilities(logits, model.Manifest) : [];
            NumberPlace where = place(arc);
            digits.Add(new NumberDigit(verdict, isDigit ? (float)reading.Places[i] : 0, probabilities, where.Box, where.Picture));
        }

        float confidence = digits.Exists(digit => digit.Verdict == Verdict.NotADigit) ? 0 : (float)NumberConfidence.Of(reading, lattice.Segments);
        bool isCut = reading.Arcs.Exists(arc => arc.Double is not null || lattice.Segments[arc.From].BeginsAtCut);
        string? fault = !hasLength ? "It has another number of digits than was asked for."
            : isCut && confidence < LeastConfidenceOfCuts ? "Digits touch, and where one ends is in doubt."
            : null;
        return Decide(digits, confidence, fault, model);
    }

    /// <summary>Decides on boxes that were read one by one.</summary>
    public static NumberPrediction Decide(List<NumberCell> cells, List<RecognitionAttempt> attempts, NumberQuery query, ServedModel model)
    {
        var digits = new List<NumberDigit>(cells.Count);
        double confidence = 1;
        for (int i = 0; i < cells.Count; i++)
        {
            if (cells[i].IsBlank || attempts[i].Decide() is not (ReadInput read, Judgement judgement))
            {
                digits.Add(new NumberDigit(cells[i].IsBlank ? null : Verdict.NotADigit, cells[i].IsBlank ? 1 : 0, [], cells[i].Box, default));
                confidence = cells[i].IsBlank ? confidence : 0;
                continue;
            }

            ReadOnlyMemory<byte> picture = query.Explain ? GrayPng.Encode(read.Tensor.Values, Preprocessing.DigitTensor.Side) : default;
            digits.Add(new NumberDigit(judgement.Verdict, judgement.Confidence, judgement.Probabilities, read.CropBox ?? cells[i].Box, picture));
            confidence *= judgement.Verdict == Verdict.NotADigit ? 0 : judgement.Confidence;
        }

        int filled = digits.Count(digit => !digit.IsBlank);
        bool hasGap = new NumberPrediction(default, 0, digits, model.Identity).Reading.Trim().Contains(' ', StringComparison.Ordinal);
        bool hasLength = filled >= query.LeastLength && filled <= query.GreatestLength;
        return Decide(
            digits,
            (float)confidence,
            hasGap ? "A box between others is empty." : hasLength ? null : "Another number of boxes is filled than was asked for.",
            model);
    }

    private static NumberPrediction Decide(List<NumberDigit> digits, float confidence, string? fault, ServedModel model)
    {
        int filled = digits.Count(digit => !digit.IsBlank);
        int strange = digits.Count(digit => digit.Verdict == Verdict.NotADigit);
        int withheld = digits.Count(digit => !digit.IsBlank && digit.Digit is null);
        (NumberVerdict verdict, string? reason) =
            filled == 0 ? (NumberVerdict.NotANumber, "Every box is empty.")
            : 2 * strange > filled ? (NumberVerdict.NotANumber, "Most of the ink looks like no digits.")
            : strange > 0 ? (NumberVerdict.Uncertain, "Some of the ink looks like no digit: see the places with a question mark.")
            : withheld > 0 ? (NumberVerdict.Uncertain, "A place is in doubt: see those with a question mark.")
            : fault is not null ? (NumberVerdict.Uncertain, fault)
            : confidence < LeastConfidence ? (NumberVerdict.Uncertain, "How many digits there are, or which, is in doubt.")
            : (NumberVerdict.Number, (string?)null);
        return new NumberPrediction(verdict, confidence, digits, model.Identity, reason);
    }
}
