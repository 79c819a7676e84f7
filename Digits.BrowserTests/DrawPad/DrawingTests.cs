using Digits.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Digits.BrowserTests.DrawPad;

public sealed class DrawingTests(Chromium chromium, SharedService shared)
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    public async Task TenDigits_DrawnByMouseOrTouchAtAnyResolution_AreRead(bool byTouch, float devicePixels)
    {
        await using PadPage pad = await OpenAsync(new() { HasTouch = byTouch, DeviceScaleFactor = devicePixels });
        var read = new List<string>();
        for (int digit = 0; digit < 10; digit++)
        {
            await pad.WriteAsync(digit);
            read.Add(await pad.ReadAsync());
            await pad.ClearAsync();
        }

        Assert.Equal("0 1 2 3 4 5 6 7 8 9", string.Join(' ', read));
        Assert.Empty(pad.Faults);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Paper_OfAnyResolution_HasAPixelForEachOfTheScreens(float devicePixels)
    {
        await using PadPage pad = await OpenAsync(new() { DeviceScaleFactor = devicePixels });
        double shown = (await pad.Page.Locator("#canvas").BoundingBoxAsync())!.Width - 2; // Without its border.
        Assert.Equal(shown * devicePixels, await pad.Page.EvaluateAsync<double>("document.getElementById('canvas').width"), tolerance: 1);
    }

    [Fact]
    public async Task Undo_ByKeysAndByButton_TakesStrokesBackAndTheAnswerWithThem()
    {
        await using PadPage pad = await OpenAsync();
        await pad.WriteAsync(1);
        await pad.ExpectAsync("1");
        await pad.DrawAsync((0.2f, 0.2f), (0.8f, 0.8f));
        await pad.DrawAsync((0.8f, 0.2f), (0.2f, 0.8f));
        await Expect(pad.Digit).Not.ToHaveTextAsync("1");
        await pad.Page.Keyboard.PressAsync("Control+z");
        await pad.Page.Keyboard.PressAsync("Control+z");
        await pad.ExpectAsync("1");
        await pad.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(pad.Answer).ToHaveAttributeAsync("data-state", "empty");
        await Expect(pad.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Undo_AfterClear_BringsTheDrawingBack()
    {
        await using PadPage pad = await OpenAsync();
        await pad.WriteAsync(7);
        await pad.ExpectAsync("7");
        await pad.ClearAsync();
        await pad.Page.Keyboard.PressAsync("Meta+z");
        await pad.ExpectAsync("7");
    }

    [Fact]
    public async Task Keyboard_Alone_DrawsAndClears()
    {
        await using PadPage pad = await OpenAsync();
        await pad.Page.GetByRole(AriaRole.Application).FocusAsync();
        await pad.Page.Keyboard.PressAsync("Space");
        for (int step = 0; step < 14; step++)
        {
            await pad.Page.Keyboard.PressAsync("ArrowDown");
        }

        await pad.Page.Keyboard.PressAsync("Space");
        await pad.ExpectAsync("1");
        await pad.Page.Keyboard.PressAsync("Delete");
        await Expect(pad.Answer).ToHaveAttributeAsync("data-state", "empty");
    }

    [Fact]
    public async Task Brush_Wider_LeavesMoreInk()
    {
        await using PadPage pad = await OpenAsync();
        ILocator brush = pad.Page.GetByLabel("Brush size");
        await brush.FillAsync("3");
        await pad.WriteAsync(1);
        await pad.ExpectAsync("1");
        int thin = await InkAsync(pad);
        await pad.ClearAsync();
        await brush.FillAsync("12");
        await pad.WriteAsync(1);
        await pad.ExpectAsync("1");
        Assert.InRange(await InkAsync(pad), 3 * thin, 6 * thin);
    }

    private async Task<PadPage> OpenAsync(BrowserNewContextOptions? options = null) =>
        await PadPage.OpenAsync(chromium, (await shared.GetAsync()).Pad, options);

    /// <summary>How many pixels of the paper bear ink.</summary>
    private static Task<int> InkAsync(PadPage pad) => pad.Page.EvaluateAsync<int>(
        """
        () => {
          const { width, height } = canvas;
          const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
          return data.filter((value, i) => i % 4 === 3 && value > 127).length;
        }
        """);
}
