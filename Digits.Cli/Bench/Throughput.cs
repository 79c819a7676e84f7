using System.Diagnostics;
using Digits.Core.Inference;
using Digits.Core.Preprocessing;

namespace Digits.Cli.Bench;

/// <summary>How many images a second the network reads, by batch size and by sessions that run side by side, each on a thread of its own.</summary>
internal static class Throughput
{
    /// <summary>Runs some sessions for a while.</summary>
    /// <param name="sessions">Those that run side by side.</param>
    /// <param name="batch">Images in one run.</param>
    /// <param name="image">The image that fills the batches; empty for noise, which a cascade asks its every stage about.</param>
    /// <param name="time">For how long.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Images a second.</returns>
    public static double Measure(
        IReadOnlyList<IModelSession> sessions, int batch, ReadOnlyMemory<float> image, TimeSpan time, CancellationToken cancellationToken)
    {
        var random = new Random(1);
        foreach (IModelSession session in sessions)
        {
            Fill(session.Inputs[..(batch * DigitTensor.Length)], image.Span, random);
        }

        long[] runs = new long[sessions.Count];
        long start = Stopwatch.GetTimestamp();
        Thread[] threads =
        [
            .. sessions.Select((session, index) => new Thread(() => runs[index] = Run(session, batch, start, time, cancellationToken))),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        cancellationToken.ThrowIfCancellationRequested();
        return runs.Sum() * batch / seconds;
    }

    private static void Fill(Span<float> inputs, ReadOnlySpan<float> image, Random random)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = image.IsEmpty ? random.NextSingle() : image[i % image.Length];
        }
    }

    private static long Run(IModelSession session, int batch, long start, TimeSpan time, CancellationToken cancellationToken)
    {
        long runs = 0;
        do
        {
            session.Run(batch);
            runs++;
        }
        while (Stopwatch.GetElapsedTime(start) < time && !cancellationToken.IsCancellationRequested);

        return runs;
    }
}
