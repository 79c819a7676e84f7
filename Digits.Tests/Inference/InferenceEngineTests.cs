using Digits.Core.Inference;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Inference;

public sealed class InferenceEngineTests
{
    private const int MaxBatchSize = 16;

    [Fact]
    public async Task RunAsync_ThousandsAtOnce_EachGetsItsOwnAnswer()
    {
        const int Requests = 6_000;
        FakeSession[] sessions = [new(MaxBatchSize), new(MaxBatchSize), new(MaxBatchSize)];
        await using InferenceEngine engine = new(new SessionPool(sessions), MaxBatchSize, Requests);
        Assert.True(engine.TryReserve(Requests));

        float[][] answers = await Task.WhenAll(
            Enumerable.Range(0, Requests).AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(i => RunAsync(engine, i)));

        Assert.Equal(Requests, sessions.Sum(session => session.Batches.Sum()));
        Assert.All(answers, (answer, i) => Assert.Equal(ExpectedFor(i), answer));
    }

    [Fact]
    public async Task RunAsync_ModelOfElevenLogits_GivesEachItemItsEleven()
    {
        using Gate gate = new();
        FakeSession session = new(MaxBatchSize, logitsPerItem: 11) { OnRun = gate.Pass };
        await using InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 20);
        Assert.True(engine.TryReserve(17));
        Task<float[]> first = RunAsync(engine, 0);
        await gate.EnteredAsync();
        Task<float[]>[] others = [.. Enumerable.Range(1, 16).Select(i => RunAsync(engine, i))];
        gate.Open();
        float[][] answers = await Task.WhenAll([first, .. others]);
        Assert.Equal([1, 16], session.Batches);
        Assert.All(answers, (answer, i) => Assert.Equal([.. ExpectedFor(i), i + (1 / 1024f)], answer));
    }

    // What has overflowed would pass for very sure.
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task RunAsync_LogitsThatAreNoNumbers_FailThatItemAlone(float value)
    {
        using Gate gate = new();
        FakeSession session = new(MaxBatchSize) { OnRun = gate.Pass };
        await using InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 3);
        Assert.True(engine.TryReserve(3));
        Task<float[]> first = RunAsync(engine, 0);
        await gate.EnteredAsync();
        using DigitTensor spoilt = new();
        spoilt.Values.Clear();
        spoilt.Values[FakeSession.Step] = value;
        Task<float[]> failing = engine.RunAsync(spoilt, TestContext.Current.CancellationToken);
        Task<float[]> neighbour = RunAsync(engine, 2);
        gate.Open();
        await Assert.ThrowsAsync<InvalidDataException>(() => failing);
        engine.Release(1);
        Assert.Equal([ExpectedFor(0), ExpectedFor(2)], await Task.WhenAll(first, neighbour));
    }

    // Tensors of those that leave go back to the pool at once and are written to by others while the rest still waits.
    [Fact]
    public async Task RunAsync_ManyLeave_TheOthersStillGetTheirOwnAnswers()
    {
        const int Requests = 3_000;
        FakeSession[] sessions = [new(MaxBatchSize), new(MaxBatchSize)];
        await using InferenceEngine engine = new(new SessionPool(sessions), MaxBatchSize, Requests);
        using CancellationTokenSource leaving = new();
        Assert.True(engine.TryReserve(Requests));

        Task<float[]>[] running =
        [
            .. Enumerable.Range(0, Requests).Select(i =>
            {
                if (i == Requests / 2)
                {
                    leaving.Cancel();
                }

                return RunUntilAsync(engine, i, i % 2 == 0 ? leaving.Token : CancellationToken.None);
            }),
        ];
        await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.All(running.Index().Where(each => each.Index % 2 == 1), each => Assert.Equal(ExpectedFor(each.Index), each.Item.Result));
        Assert.All(running.Where(each => !each.IsCompletedSuccessfully), each => Assert.True(each.IsCanceled));
        Assert.True(engine.TryReserve(1));
        await RunAsync(engine, 0); // once this has come past, so has everything before it
        AssertFree(engine, Requests);
    }

    [Fact]
    public async Task RunAsync_IdleEngine_RunsASingleRequestAlone()
    {
        FakeSession session = new(MaxBatchSize);
        await using InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 10);
        Assert.True(engine.TryReserve(1));
        Assert.Equal(ExpectedFor(7), await RunAsync(engine, 7));
        Assert.Equal([1], session.Batches);
    }

    [Fact]
    public async Task RunAsync_RequestsQueuedDuringARun_AreBatchedUpToTheMaximum()
    {
        using Gate gate = new();
        FakeSession session = new(MaxBatchSize) { OnRun = gate.Pass };
        await using InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 100);
        Assert.True(engine.TryReserve(41));
        Task<float[]> first = RunAsync(engine, 0);
        await gate.EnteredAsync();
        Task<float[]>[] others = [.. Enumerable.Range(1, 40).Select(i => RunAsync(engine, i))];
        gate.Open();
        await Task.WhenAll([first, .. others]);
        Assert.Equal([1, 16, 16, 8], session.Batches);
    }

    [Fact]
    public async Task RunAsync_TwoSessions_RunSideBySide()
    {
        using Gate gate = new();
        FakeSession[] sessions = [new() { OnRun = gate.Pass }, new() { OnRun = gate.Pass }];
        await using InferenceEngine engine = new(new SessionPool(sessions), maxBatchSize: 1, 10);
        Assert.True(engine.TryReserve(2));
        Task<float[]>[] running = [RunAsync(engine, 1), RunAsync(engine, 2)];
        await gate.EnteredAsync();
        await gate.EnteredAsync();
        gate.Open();
        await Task.WhenAll(running);
        Assert.All(sessions, session => Assert.Equal([1], session.Batches));
    }

    [Fact]
    public async Task RunAsync_ClientLeavesWhileWaiting_IsCancelledAndNeverRun()
    {
        using Gate gate = new();
        using CancellationTokenSource leaving = new();
        FakeSession session = new() { OnRun = gate.Pass };
        await using InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 3);
        Assert.True(engine.TryReserve(3));
        Task<float[]> first = RunAsync(engine, 0);
        await gate.EnteredAsync();
        Task<float[]> abandoned = RunUntilAsync(engine, 1, leaving.Token);
        Task<float[]> last = RunAsync(engine, 2);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        gate.Open();
        await Task.WhenAll(first, last);
        Assert.Equal([1, 1], session.Batches);
    }

    [Fact]
    public async Task RunAsync_ClientLeavesWhileWaiting_KeepsItsPlaceUntilTheQueueHasPassedIt()
    {
        using Gate gate = new();
        using CancellationTokenSource leaving = new();
        FakeSession session = new() { OnRun = gate.Pass };
        await using InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 2);
        Assert.True(engine.TryReserve(2));
        Task<float[]> first = RunAsync(engine, 0);
        await gate.EnteredAsync();
        Task<float[]> abandoned = RunUntilAsync(engine, 1, leaving.Token);
        Assert.False(engine.TryReserve(1));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        Assert.False(engine.TryReserve(1));
        gate.Open();
        await first;
        Assert.True(engine.TryReserve(1));
        await RunAsync(engine, 2);
        AssertFree(engine, 2);
    }

    // The input is in the batch by then, so nobody waits for a run whose answer is not wanted.
    [Fact]
    public async Task RunAsync_ClientLeavesDuringTheRun_IsCancelledAtOnce()
    {
        using Gate gate = new();
        using CancellationTokenSource leaving = new();
        FakeSession session = new() { OnRun = gate.Pass };
        await using InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 2);
        Assert.True(engine.TryReserve(1));
        Task<float[]> left = RunUntilAsync(engine, 5, leaving.Token);
        await gate.EnteredAsync();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.Open();
    }

    [Fact]
    public async Task RunAsync_NeighbourLeavesDuringTheRun_IsStillAnswered()
    {
        using Gate firstRun = new();
        using Gate secondRun = new();
        using CancellationTokenSource leaving = new();
        FakeSession session = new(MaxBatchSize);
        session.OnRun = count => (session.Batches.Length == 1 ? firstRun : secondRun).Pass(count);
        await using InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 3);
        Assert.True(engine.TryReserve(3));
        Task<float[]> first = RunAsync(engine, 0);
        await firstRun.EnteredAsync();
        Task<float[]> leaves = RunUntilAsync(engine, 1, leaving.Token);
        Task<float[]> stays = RunAsync(engine, 2);
        firstRun.Open();
        await secondRun.EnteredAsync();
        await leaving.CancelAsync();
        secondRun.Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        Assert.Equal([ExpectedFor(0), ExpectedFor(2)], await Task.WhenAll(first, stays));
    }

    [Fact]
    public async Task RunAsync_ClientHasLeftBefore_FreesItsPlaceWithoutARun()
    {
        FakeSession session = new();
        await using InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 1);
        Assert.True(engine.TryReserve(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunUntilAsync(engine, 0, new CancellationToken(canceled: true)));
        AssertFree(engine, 1);
        Assert.Empty(session.Batches);
    }

    [Fact]
    public async Task RunAsync_RunThrows_FailsItsBatchAlone()
    {
        using Gate gate = new();
        int runs = 0;
        FakeSession session = new(MaxBatchSize)
        {
            OnRun = count =>
            {
                gate.Pass(count);
                if (Interlocked.Increment(ref runs) == 2)
                {
                    throw new InvalidOperationException("the second run");
                }
            },
        };
        await using InferenceEngine engine = new(new SessionPool([session]), maxBatchSize: 2, 5);
        Assert.True(engine.TryReserve(5));
        Task<float[]> before = RunAsync(engine, 0);
        await gate.EnteredAsync();
        Task<float[]>[] failing = [RunAsync(engine, 1), RunAsync(engine, 2)];
        Task<float[]>[] after = [RunAsync(engine, 3), RunAsync(engine, 4)];
        gate.Open();

        Assert.Equal(ExpectedFor(0), await before);
        foreach (Task<float[]> task in failing)
        {
            Assert.Equal("the second run", (await Assert.ThrowsAsync<InvalidOperationException>(() => task)).Message);
        }

        Assert.Equal([ExpectedFor(3), ExpectedFor(4)], await Task.WhenAll(after));
    }

    [Fact]
    public async Task RunAsync_RunThrows_FreesItsPlace()
    {
        FakeSession session = new() { OnRun = _ => throw new InvalidOperationException() };
        await using InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 1);
        Assert.True(engine.TryReserve(1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(engine, 0));
        AssertFree(engine, 1);
    }

    [Fact]
    public async Task DisposeAsync_WithRequestsWaiting_AnswersThemAll()
    {
        using Gate gate = new();
        FakeSession session = new(MaxBatchSize) { OnRun = gate.Pass };
        InferenceEngine engine = new(new SessionPool([session]), maxBatchSize: 2, 10);
        Assert.True(engine.TryReserve(7));
        Task<float[]>[] running = [.. Enumerable.Range(0, 7).Select(i => RunAsync(engine, i))];
        await gate.EnteredAsync();
        Task disposing = engine.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        gate.Open();
        await disposing;
        Assert.Equal(Enumerable.Range(0, 7).Select(ExpectedFor), await Task.WhenAll(running));
    }

    [Fact]
    public async Task DisposeAsync_Sessions_AreDisposedAfterTheirLastRun()
    {
        using Gate gate = new();
        FakeSession session = new() { OnRun = gate.Pass };
        InferenceEngine engine = new(new SessionPool([session]), MaxBatchSize, 1);
        Assert.True(engine.TryReserve(1));
        Task<float[]> running = RunAsync(engine, 0);
        await gate.EnteredAsync();
        Task disposing = engine.DisposeAsync().AsTask();
        Assert.False(session.IsDisposed);
        gate.Open();
        await Task.WhenAll(running, disposing);
        Assert.True(session.IsDisposed);
    }

    private static void AssertFree(InferenceEngine engine, int places)
    {
        Assert.True(engine.TryReserve(places));
        engine.Release(places);
    }

    private static Task<float[]> RunAsync(InferenceEngine engine, int seed) =>
        RunUntilAsync(engine, seed, TestContext.Current.CancellationToken);

    private static async Task<float[]> RunUntilAsync(InferenceEngine engine, int seed, CancellationToken cancellationToken)
    {
        using DigitTensor tensor = new();
        for (int i = 0; i < DigitTensor.Length; i++)
        {
            tensor.Values[i] = seed + (i / 1024f);
        }

        try
        {
            return await engine.RunAsync(tensor, cancellationToken);
        }
        finally
        {
            engine.Release(1);
        }
    }

    private static float[] ExpectedFor(int seed) =>
        [.. Enumerable.Range(0, ModelManifest.Digits).Select(k => seed + (k * FakeSession.Step / 1024f))];
}
