using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.OnnxRuntime;

public sealed class InferenceSessionConcurrencyTests
{
    private const int Threads = 4;

    [Fact]
    public void Run_ManyThreadsOnOneSession_EachGetsItsOwnAnswers()
    {
        const int RunsPerThread = 2000;
        using var session = new TestSession(TinyModel.Doubling());

        int[] wrong = OnThreads(thread =>
        {
            var input = new float[TinyModel.Width];
            var output = new float[TinyModel.Width];
            using OrtValue x = OrtValue.CreateTensorValueFromMemory(input, [1, TinyModel.Width]);
            using OrtValue y = OrtValue.CreateTensorValueFromMemory(output, [1, TinyModel.Width]);
            int mistakes = 0;
            for (int run = 0; run < RunsPerThread; run++)
            {
                Array.Fill(input, (thread * RunsPerThread) + run);
                session.Run(x, y);
                mistakes += Array.TrueForAll(output, value => value == 2 * input[0]) ? 0 : 1;
            }

            return mistakes;
        });

        Assert.Equal(new int[Threads], wrong);
    }

    [Fact]
    public void Dispose_WhileThreadsRun_EndsThemWithObjectDisposed()
    {
        using var session = new TestSession(TinyModel.Doubling());
        using var running = new CountdownEvent(Threads);
        using var shared = OrtValue.CreateTensorValueFromMemory(new float[TinyModel.Width], [1, TinyModel.Width]);

        int[] disposed = OnThreads(
            _ =>
            {
                using OrtValue y = OrtValue.CreateTensorValueFromMemory(new float[TinyModel.Width], [1, TinyModel.Width]);
                session.Run(shared, y);
                running.Signal();
                return CountOfRunsUntilDisposed(session, shared, y) >= 0 ? 1 : 0;
            },
            () =>
            {
                running.Wait(TestContext.Current.CancellationToken);
                session.Session.Dispose();
            });

        Assert.Equal(Threads, disposed.Sum());
    }

    private static int CountOfRunsUntilDisposed(TestSession session, OrtValue x, OrtValue y)
    {
        for (int runs = 0; ; runs++)
        {
            try
            {
                session.Run(x, y);
            }
            catch (ObjectDisposedException)
            {
                return runs;
            }
        }
    }

    private static int[] OnThreads(Func<int, int> work, Action? meanwhile = null)
    {
        var results = new int[Threads];
        var threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            int index = i;
            threads[i] = new Thread(() => results[index] = work(index));
            threads[i].Start();
        }

        meanwhile?.Invoke();
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        return results;
    }
}
