using Digits.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Digits.BrowserTests.Support;

/// <summary>The page to draw on, in a window of its own, and a hand that draws on it.</summary>
internal sealed class PadPage : IAsyncDisposable
{
    /// <summary>The height of a digit, in sides of the paper.</summary>
    private const float Tall = 0.7f;

    private PadPage(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Pages with a finger in place of a mouse.</summary>
    public bool ByTouch { get; init; }

    /// <summary>What it said on its console as errors, and what went wrong in its scripts.</summary>
    public List<string> Faults { get; } = [];

    public ILocator Answer => Page.Locator("#answer");

    public ILocator Digit => Page.Locator("#digit");

    public ILocator Notice => Page.Locator("#notice");

    /// <summary>Opens it; skips the test where there is no Chromium.</summary>
    /// <param name="chromium">Where.</param>
    /// <param name="address">Of the page; null to leave the window empty for now.</param>
    /// <param name="options">Of the window; with touch, a finger draws.</param>
    public static async Task<PadPage> OpenAsync(Chromium chromium, Uri? address, BrowserNewContextOptions? options = null)
    {
        IBrowserContext context = await chromium.OpenAsync(options);
        var pad = new PadPage(await context.NewPageAsync()) { ByTouch = options?.HasTouch == true };
        pad.Page.PageError += (_, error) => pad.Faults.Add(error);
        pad.Page.Console += (_, message) => pad.Note(message);
        if (address is not null)
        {
            await pad.Page.GotoAsync(address.AbsoluteUri);
        }

        return pad;
    }

    /// <summary>Writes a digit in the middle of the paper, in a handwriting of <see cref="StrokeDigits"/>.</summary>
    public async Task WriteAsync(int digit, int style = 0)
    {
        foreach (IReadOnlyList<(float X, float Y)> stroke in StrokeDigits.Strokes(digit, style))
        {
            await DrawAsync([.. stroke.Select(point => (0.5f + ((point.X - 30) / 100 * Tall), 0.5f + ((point.Y - 50) / 100 * Tall)))]);
        }
    }

    /// <summary>Draws one stroke through points, in sides of the paper.</summary>
    public async Task DrawAsync(params (float X, float Y)[] points)
    {
        LocatorBoundingBoxResult paper = (await Page.Locator("#canvas").BoundingBoxAsync())!;
        (float X, float Y)[] path = [.. points.Select(point => (paper.X + (point.X * paper.Width), paper.Y + (point.Y * paper.Height)))];
        await (ByTouch ? TouchAsync(path) : MoveMouseAsync(path));
    }

    /// <summary>Waits until the page shows this for the newest drawing.</summary>
    /// <param name="shown">The digit, or the sign in its place.</param>
    public async Task ExpectAsync(string shown)
    {
        await Expect(Answer).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(Digit).ToHaveTextAsync(shown);
    }

    /// <summary>Waits for the answer to the newest drawing.</summary>
    /// <returns>The digit, or the sign in its place.</returns>
    public async Task<string> ReadAsync()
    {
        await Expect(Page.Locator("#answer[aria-busy=false]:not([data-state=empty])")).ToBeVisibleAsync();
        return await Digit.InnerTextAsync();
    }

    public async Task ClearAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(Answer).ToHaveAttributeAsync("data-state", "empty");
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private async Task MoveMouseAsync((float X, float Y)[] path)
    {
        await Page.Mouse.MoveAsync(path[0].X, path[0].Y);
        await Page.Mouse.DownAsync();
        foreach ((float x, float y) in path[1..])
        {
            await Page.Mouse.MoveAsync(x, y);
        }

        await Page.Mouse.UpAsync();
    }

    private async Task TouchAsync((float X, float Y)[] path)
    {
        ICDPSession session = await Page.Context.NewCDPSessionAsync(Page);
        Task SendAsync(string type, params (float X, float Y)[] at) => session.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = at.Select(point => new { x = point.X, y = point.Y }).ToArray(),
        });

        await SendAsync("touchStart", path[0]);
        foreach ((float X, float Y) point in path[1..])
        {
            await SendAsync("touchMove", point);
        }

        await SendAsync("touchEnd");
        await session.DetachAsync();
    }

    /// <summary>The browser itself writes a line for each answer that is no success; those are no faults of the page.</summary>
    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            Faults.Add(message.Text);
        }
    }
}
