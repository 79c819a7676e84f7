using System.Runtime.CompilerServices;
using Digits.Core.Diagnostics;
using Digits.Core.Inference;
using Digits.Core.Preprocessing;

namespace Digits.Core.Recognition;

/// <summary>
/// One input on its way to its answer, in a place that the caller holds: the plain reading, and for a picture that gives no answer so, a
/// second one (<see cref="PictureReader.ReadAgainAsync"/>). The second is believed only where it is sure, because it had more to choose from.
/// </summary>
/// <remarks>Used by one request, one step after the other. Owns the second reading; the first is the caller's.</remarks>
internal sealed class RecognitionAttempt(DigitInput input, Outcome<ReadInput> first, ServedModel model) : IDisposable
{
    /// <summary>Two digits side by side are at least so many times as wide as high, unless both are ones.</summary>
    private const double SeveralDigits = 0.7;

    /// <summary>The least confidence with which a second reading is answered.</summary>
    private const float LeastConfidence = 0.9f;

    /// <summary>
    /// The same where only its hue tells the ink from its paper: what the encoder leaves of a plain border looks like a stroke, too. With 0.9, 4
    /// more of 800 digits are read, and 2 of 30 blots under light from the left are answered.
    /// </summary>
    private const float LeastHueConfidence = 0.97f;

    private Judgement? _firstJudgement;
    private ReadInput? _second;
    private Judgement? _secondJudgement;
    private bool _isReadTwice;

    /// <summary>True for a picture whose plain reading is blank, suspicious or withheld.</summary>
    public bool WantsSecond => !input.IsPixels
        && !IsFirstAnswered
        && (first.Value is not null || first.Error?.Code == RecognitionErrorCode.BlankImage);

    /// <summary>Runs the plain reading, unless there is none or nothing is answered from it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))] // Every request waits here: 200 bytes less of each.
    public async ValueTask RunFirstAsync(CancellationToken cancellationToken)
    {
        if (first.Value is { Suspicion: not Suspicion.NoDigit } read)
        {
            _firstJudgement = Judge.Decide(await model.Engine.RunAsync(read.Tensor, cancellationToken), model.Manifest);
        }
    }

    /// <summary>Reads the picture a second time.</summary>
    public async ValueTask ReadSecondAsync(InputReader reader, KeptPicture? kept, CancellationToken cancellationToken) =>
        ReadSecond(await reader.ReadAgainAsync(input, kept, cancellationToken));

    /// <summary>Takes a second reading, which is its own from now on; null where there is none.</summary>
    public void ReadSecond(ReadInput? second) => _second = second;

    /// <summary>Runs the second reading, and where it is not sure, the suspicious plain one.</summary>
    public async Task RunSecondAsync(CancellationToken cancellationToken)
    {
        _isReadTwice = true;
        if (_second is not null)
        {
            _secondJudgement = await RunAsync(_second, cancellationToken);
        }

        if (!IsSecondSure && _firstJudgement is null && first.Value is { } read)
        {
            _firstJudgement = await RunAsync(read, cancellationToken);
        }
    }

    /// <summary>Decides which reading is answered. Only an explanation takes more runs, and time.</summary>
    public async ValueTask<Outcome<Prediction>> AnswerAsync(bool explain, CancellationToken cancellationToken)
    {
        if (Decide() is (ReadInput read, Judgement judgement))
        {
            return await AnswerAsync(read, judgement, explain, cancellationToken);
        }

        CountReading(null);
        return first.Error!;
    }

    /// <summary>Which reading is answered, and what may be said of it; null where there is none.</summary>
    public (ReadInput Read, Judgement Judgement)? Decide()
    {
        if (_firstJudgement is { } judgement && !IsSecondSure)
        {
            Verdict verdict = first.Value!.Suspicion == Suspicion.NoDigit ? Verdict.NotADigit : judgement.Verdict;
            return (first.Value, judgement with { Verdict = verdict });
        }

        if (_secondJudgement is { } second)
        {
            Verdict verdict = _second!.Suspicion == Suspicion.NoDigit ? Verdict.NotADigit
                : second.Verdict == Verdict.Digit && (!IsSecondSure || IsDisputed) ? Verdict.Uncertain
                : second.Verdict;
            return (_second, second with { Verdict = verdict });
        }

        return null;
    }

    private bool IsFirstAnswered => _firstJudgement is { Verdict: Verdict.Digit } judgement && first.Value!.Suspicion switch
    {
        Suspicion.None => true,
        Suspicion.UnevenLight => judgement.Confidence >= LeastConfidence,
        _ => false,
    };

    /// <summary>True where both readings are sure, each of another digit.</summary>
    private bool IsDisputed => _firstJudgement is { Verdict: Verdict.Digit, Confidence: >= LeastConfidence } sure
        && sure.Digit != _secondJudgement?.Digit && _second is { IsRuled: false };

    private bool IsSecondSure => _second is { Suspicion: not Suspicion.NoDigit }
        && _secondJudgement is { Verdict: Verdict.Digit } judgement
        && judgement.Confidence >= (_second.Reading == Reading.Hue ? LeastHueConfidence : LeastConfidence);

    public void Dispose() => _second?.Dispose();

    private async Task<Judgement> RunAsync(ReadInput read, CancellationToken cancellationToken) =>
        Judge.Decide(await model.Engine.RunAsync(read.Tensor, cancellationToken), model.Manifest);

    private async ValueTask<Prediction> AnswerAsync(
        ReadInput read, Judgement judgement, bool explain, CancellationToken cancellationToken)
    {
        Explanation? explanation = explain
            ? Explain(read, judgement.Verdict, await OcclusionMap.ComputeAsync(model, read.Tensor, judgement.Probabilities, cancellationToken))
            : null;
        DigitsMeter.Count(model.Manifest.Name, judgement.Verdict, judgement.Confidence);
        CountReading(read.Reading);
        return new Prediction(judgement.Verdict, judgement.Probabilities, model.Identity, explanation);
    }

    private void CountReading(Reading? answered)
    {
        if (_isReadTwice)
        {
            DigitsMeter.CountSecondReading(answered);
        }
    }

    private static Explanation Explain(ReadInput read, Verdict verdict, float[] map) => new(
        GrayPng.Encode(read.Tensor.Values, DigitTensor.Side),
        GrayPng.Encode(map, DigitTensor.Side),
        read.Reading,
        read.Inverted,
        read.CropBox,
        read.SourceWidth,
        read.SourceHeight)
    {
        Hint = verdict != Verdict.Digit && read.CropBox is { } box && box.Width >= SeveralDigits * box.Height
            ? "Where these are several digits on a line, /predict/number reads them."
            : null,
    };
}
