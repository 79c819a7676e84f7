using System.Diagnostics;
using Digits.Core.Diagnostics;
using Digits.Core.Inference;
using Digits.Core.Preprocessing;

namespace Digits.Core.Recognition;

/// <summary>
/// Where the answer leans on the ink: a window of paper is laid over each place in turn, and what the answer's probability loses is
/// spread over the window (Zeiler, Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, section 4.2).
/// </summary>
internal static class OcclusionMap
{
    private const int Window = 7;
    private const int Stride = 3;

    private const int PlacesPerSide = ((DigitTensor.Side - Window) / Stride) + 1;

    /// <summary>Computes the map, 28 by 28 values from 0 to 1, one run after the other in the one place that the caller holds.</summary>
    public static async Task<float[]> ComputeAsync(
        ServedModel model, DigitTensor tensor, ReadOnlyMemory<float> probabilities, CancellationToken cancellationToken)
    {
        using StageTimer timer = StageTimer.Start(Stage.Explain);
        Activity.Current = null; // until this method returns: a span for each run would drown the others
        int digit = Softmax.IndexOfGreatest(probabilities.Span);
        float probability = probabilities.Span[digit];
        float[] losses = new float[PlacesPerSide * PlacesPerSide];
        for (int place = 0; place < losses.Length; place++)
        {
            using DigitTensor covered = Cover(tensor, place);
            float[] logits = await model.Engine.RunAsync(covered, cancellationToken);
            losses[place] = Math.Max(probability - Judge.Probabilities(logits, model.Manifest)[digit], 0);
        }

        return Spread(losses);
    }

    private static DigitTensor Cover(DigitTensor tensor, int place)
    {
        var covered = new DigitTensor();
        tensor.Values.CopyTo(covered.Values);
        (int left, int top) = Corner(place);
        for (int y = top; y < top + Window; y++)
        {
            covered.Values.Slice((y * DigitTensor.Side) + left, Window).Clear();
        }

        return covered;
    }

    private static float[] Spread(float[] losses)
    {
        float[] map = new float[DigitTensor.Length];
        int[] windows = new int[DigitTensor.Length];
        for (int place = 0; place < losses.Length; place++)
        {
            (int left, int top) = Corner(place);
            for (int i = 0; i < Window * Window; i++)
            {
                int at = ((top + (i / Window)) * DigitTensor.Side) + left + (i % Window);
                map[at] += losses[place];
                windows[at]++;
            }
        }

        float greatest = 1e-6f;
        for (int i = 0; i < map.Length; i++)
        {
            map[i] /= windows[i];
            greatest = Math.Max(greatest, map[i]);
        }

        for (int i = 0; i < map.Length; i++)
        {
            map[i] /= greatest;
        }

        return map;
    }

    private static (int Left, int Top) Corner(int place) => (place % PlacesPerSide * Stride, place / PlacesPerSide * Stride);
}
