using Digits.Core.Diagnostics;
using Digits.Core.Inference;
using Digits.Core.Preprocessing;

namespace Digits.Core.Recognition;

/// <summary>Takes inputs that were read to their predictions, in places that the caller holds.</summary>
internal static class Predictor
{
    /// <summary>Starts every run before it waits for one, and waits for all, whatever becomes of some: their tensors are in use until then.</summary>
    public static async Task<Outcome<Outcome<Prediction>[]>> PredictAllAsync(
        Outcome<ReadInput>[] read, ServedModel model, bool explain, CancellationToken cancellationToken)
    {
        var runs = new List<Task<float[]>>(read.Length);
        var digits = new List<ReadInput>(read.Length);
        foreach (Outcome<ReadInput> outcome in read)
        {
            if (outcome.Value is { } digit)
            {
                digits.Add(digit);
                runs.Add(model.Engine.RunAsync(digit.Tensor, cancellationToken));
            }
        }

        float[][] logits = await Task.WhenAll(runs);
        var judgements = new Task<Prediction>[logits.Length];
        for (int i = 0; i < judgements.Length; i++)
        {
            judgements[i] = JudgeAsync(logits[i], digits[i], model, explain, cancellationToken).AsTask();
        }

        Prediction[] predictions = await Task.WhenAll(judgements);
        int next = 0;
        var answers = new Outcome<Prediction>[read.Length];
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = read[i].TryGetValue(out _, out RecognitionError? error) ? predictions[next++] : error;
        }

        return answers;
    }

    /// <summary>Makes an answer of logits; only an explanation takes more runs, and time.</summary>
    public static async ValueTask<Prediction> JudgeAsync(
        float[] logits, ReadInput read, ServedModel model, bool explain, CancellationToken cancellationToken)
    {
        (Verdict verdict, float[] probabilities) = Judge.Decide(logits, model.Manifest);
        Explanation? explanation = explain
            ? Explain(read, await OcclusionMap.ComputeAsync(model, read.Tensor, probabilities, cancellationToken))
            : null;
        DigitsMeter.Count(model.Manifest.Name, verdict);
        return new Prediction(verdict, probabilities, model.Identity, explanation);
    }

    private static Explanation Explain(ReadInput read, float[] map) => new(
        GrayPng.Encode(read.Tensor.Values, DigitTensor.Side),
        GrayPng.Encode(map, DigitTensor.Side),
        read.Inverted,
        read.CropBox,
        read.SourceWidth,
        read.SourceHeight);
}
