using System.Collections.Concurrent;
using Digits.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Digits.BrowserTests.DrawPad;

/// <summary>Requests that the test holds back, as a slow service does.</summary>
public sealed class NewestFirstTests(Chromium chromium, SharedService shared)
{
    private const string Predictions = "**/predict/image*";

    [Fact]
    public async Task Drawing_WhileAnAnswerIsAwaited_AsksOnceMoreAndForTheNewest()
    {
        await using PadPage pad = await PadPage.OpenAsync(chromium, (await shared.GetAsync()).Pad);
        (ConcurrentQueue<IRoute> held, SemaphoreSlim asked) = await HoldAsync(pad);
        await pad.DrawAsync((0.3f, 0.2f), (0.7f, 0.2f));
        await asked.WaitAsync(TestContext.Current.CancellationToken);

        // Five strokes more, during which nothing else is asked.
        for (int i = 0; i < 5; i++)
        {
            await pad.DrawAsync((0.7f - (i * 0.06f), 0.2f + (i * 0.12f)), (0.64f - (i * 0.06f), 0.32f + (i * 0.12f)));
        }

        Assert.Single(held);
        await PassAsync(held);
        await asked.WaitAsync(TestContext.Current.CancellationToken);
        await Expect(pad.Answer).ToHaveAttributeAsync("aria-busy", "true");
        Assert.Single(held);
        await PassAsync(held);
        await pad.ExpectAsync("7");
        Assert.Empty(held);
    }

    [Fact]
    public async Task Clear_WhileAnAnswerIsAwaited_GivesItUp()
    {
        await using PadPage pad = await PadPage.OpenAsync(chromium, (await shared.GetAsync()).Pad);
        (_, SemaphoreSlim asked) = await HoldAsync(pad);
        var failed = new TaskCompletionSource<string>();
        pad.Page.RequestFailed += (_, request) => failed.TrySetResult(request.Failure ?? "");
        await pad.WriteAsync(7);
        await asked.WaitAsync(TestContext.Current.CancellationToken);
        await pad.ClearAsync();
        Assert.Contains("ERR_ABORTED", await failed.Task, StringComparison.Ordinal);
        await pad.Page.UnrouteAsync(Predictions);
        await pad.WriteAsync(1);
        await pad.ExpectAsync("1");
    }

    /// <summary>Holds requests for predictions; the semaphore counts those that came.</summary>
    private static async Task<(ConcurrentQueue<IRoute> Held, SemaphoreSlim Asked)> HoldAsync(PadPage pad)
    {
        var held = new ConcurrentQueue<IRoute>();
        var asked = new SemaphoreSlim(0);
        await pad.Page.RouteAsync(Predictions, route =>
        {
            held.Enqueue(route);
            asked.Release();
        });
        return (held, asked);
    }

    private static async Task PassAsync(ConcurrentQueue<IRoute> held)
    {
        Assert.True(held.TryDequeue(out IRoute? route));
        await route.ContinueAsync();
    }
}
