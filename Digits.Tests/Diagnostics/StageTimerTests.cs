using System.Collections.Concurrent;
using System.Diagnostics;
using Digits.Core.Diagnostics;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Diagnostics;

public sealed class StageTimerTests
{
    private static readonly HashSet<string> Stages = ["digits.turn", "digits.decode", "digits.prepare", "digits.wait", "digits.run"];

    [Fact]
    public async Task Recognition_BelowACallersActivity_IsASpanForEachStage()
    {
        var spans = new ConcurrentQueue<Activity>();
        using ActivityListener listener = Listen(spans);
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        using Activity caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        await test.Recognizer.RecognizeImageAsync(Samples.Seven, cancellationToken: TestContext.Current.CancellationToken);
        caller.Stop();
        Activity[] mine = [.. spans.Where(span => span.TraceId == caller.TraceId)];
        Assert.Superset(Stages, mine.Select(span => span.OperationName).ToHashSet(StringComparer.Ordinal));
        Assert.All(mine, span => Assert.Equal(caller.SpanId, span.ParentSpanId));
        Assert.All(mine, span => Assert.InRange(span.StartTimeUtc, caller.StartTimeUtc.AddMilliseconds(-1), caller.StartTimeUtc + caller.Duration));
        Assert.All(mine, span => Assert.InRange(span.Duration, TimeSpan.Zero, caller.Duration));
    }

    [Fact]
    public async Task Explanation_BelowACallersActivity_IsOneSpanAndNotOneForEachRun()
    {
        var spans = new ConcurrentQueue<Activity>();
        using ActivityListener listener = Listen(spans);
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        using Activity caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(7), new RecognitionQuery(Explain: true), TestContext.Current.CancellationToken);
        Assert.Same(caller, Activity.Current);
        Assert.Equal(["digits.wait", "digits.run", "digits.explain"], spans.Where(span => span.TraceId == caller.TraceId).Select(span => span.OperationName));
    }

    [Fact]
    public async Task Recognition_OfACallerWhoLeaves_EndsItsSpan()
    {
        var spans = new ConcurrentQueue<Activity>();
        using ActivityListener listener = Listen(spans);
        using var began = new SemaphoreSlim(0);
        using var release = new SemaphoreSlim(0);
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(onRun: _ =>
        {
            began.Release();
            release.Wait();
        });
        using var leaving = new CancellationTokenSource();
        using Activity caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        Task<Outcome<Prediction>> asked = test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(7), cancellationToken: leaving.Token).AsTask();
        await began.WaitAsync(TestContext.Current.CancellationToken);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal(["digits.wait", "digits.run"], spans.Where(span => span.TraceId == caller.TraceId).Select(span => span.OperationName));
        release.Release();
    }

    [Fact]
    public void Start_WithoutACallersActivity_MakesNoSpan()
    {
        var spans = new ConcurrentQueue<Activity>();
        using ActivityListener listener = Listen(spans);
        Assert.Null(Activity.Current);
        Assert.Null(DigitsActivitySource.Start(Stage.Read));
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == DigitsActivitySource.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
