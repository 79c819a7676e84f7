using System.Collections.Concurrent;
using Digits.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Digits.BrowserTests.DrawPad;

/// <summary>How the page looks and speaks, and what it asks for.</summary>
public sealed class AppearanceTests(Chromium chromium, SharedService shared)
{
    private const string Prefix = "/digits";

    [Fact]
    public async Task DarkMode_Switched_TurnsPaperAndInkRound()
    {
        await using PadPage pad = await OpenAsync(new() { ColorScheme = ColorScheme.Light });
        await pad.WriteAsync(7);
        await pad.ExpectAsync("7");
        (int page, int ink) = await BrightnessAsync(pad);
        Assert.True(page > 230 && ink < 50, $"light: {page}, {ink}");
        await pad.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });

        // The canvas is painted anew in the next frame.
        await pad.Page.WaitForFunctionAsync("() => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((v, i) => i % 4 === 0 && v > 200)");
        (page, ink) = await BrightnessAsync(pad);
        Assert.True(page < 50 && ink > 200, $"dark: {page}, {ink}");
        await pad.ExpectAsync("7");
    }

    [Theory]
    [InlineData(ReducedMotion.Reduce, "none")]
    [InlineData(ReducedMotion.NoPreference, "width")]
    public async Task Bars_WhereMotionIsUnwanted_DoNotMove(ReducedMotion preference, string expected)
    {
        await using PadPage pad = await OpenAsync(new() { ReducedMotion = preference });
        Assert.Equal(expected, await pad.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.fill')).transitionProperty === 'width' ? 'width' : 'none'"));
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Page_OfAnyWidth_HasNothingBesideTheScreen(int width)
    {
        await using PadPage pad = await OpenAsync(new() { ViewportSize = new() { Width = width, Height = 800 } });
        await pad.WriteAsync(7);
        await pad.ExpectAsync("7");
        Assert.Equal(width, await pad.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Tab_ThroughThePage_ReachesEachControlAndShowsWhereItIs()
    {
        await using PadPage pad = await OpenAsync();
        await pad.WriteAsync(7);
        await pad.ExpectAsync("7");
        await pad.Page.GetByRole(AriaRole.Link).FocusAsync();
        var reached = new List<string>();
        for (int i = 0; i < 5; i++)
        {
            await pad.Page.Keyboard.PressAsync("Tab");
            reached.Add(await pad.Page.EvaluateAsync<string>(
                """
                () => {
                  const at = document.activeElement;
                  const ring = at.type === 'file' ? at.parentElement : at;
                  return `${at.tagName} ${at.id} ${getComputedStyle(ring).outlineStyle}`;
                }
                """));
        }

        Assert.Equal(["CANVAS canvas solid", "BUTTON undo solid", "BUTTON clear solid", "INPUT file solid", "INPUT brush solid"], reached);
    }

    [Fact]
    public async Task ScreenReader_IsToldTheAnswerOnce_WhenTheDrawingRests()
    {
        await using PadPage pad = await OpenAsync();
        await pad.WriteAsync(7);
        await Expect(pad.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Seven. ");
        await Expect(pad.Page.GetByRole(AriaRole.List, new() { Name = "Probability of each digit" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await Expect(pad.Page.GetByRole(AriaRole.Img, new() { Name = "What the model saw" })).ToBeVisibleAsync();
        await Expect(pad.Page.GetByRole(AriaRole.Img, new() { Name = "What it leans on" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Explanation_OfADrawnDigit_IsPaintedInBothPictures()
    {
        await using PadPage pad = await OpenAsync();
        await pad.WriteAsync(7);
        await pad.ExpectAsync("7");
        await pad.Page.WaitForFunctionAsync(
            "() => ['picture', 'heat'].every(id => document.getElementById(id).getContext('2d').getImageData(0, 0, 28, 28).data.some((v, i) => i % 4 === 0 && v > 128))");
    }

    [Fact]
    public async Task Page_UnderItsPolicy_AsksNobodyButItsOwnServiceAndIsHeldBackInNothing()
    {
        await using PadPage pad = await PadPage.OpenAsync(chromium, address: null);
        Service service = await shared.GetAsync();
        var asked = new ConcurrentBag<string>();
        pad.Page.Request += (_, request) => asked.Add(request.Url);
        IResponse page = (await pad.Page.GotoAsync(service.Pad.AbsoluteUri))!;
        await pad.WriteAsync(7);
        await pad.ExpectAsync("7");
        Assert.Contains("default-src 'none'", await page.HeaderValueAsync("content-security-policy"), StringComparison.Ordinal);
        Assert.All(asked.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)), url => Assert.StartsWith(service.Address.AbsoluteUri, url, StringComparison.Ordinal));
        Assert.Empty(pad.Faults);
    }

    [Theory]
    [InlineData(Prefix + "/draw-pad")]
    [InlineData(Prefix + "/draw-pad/")]
    public async Task Page_BehindAProxyThatTakesAPrefixOff_ReadsDigits(string path)
    {
        await using StrippingProxy proxy = await StrippingProxy.StartAsync((await shared.GetAsync()).Address, Prefix);
        await using PadPage pad = await PadPage.OpenAsync(chromium, new Uri(proxy.Address, path));
        await pad.WriteAsync(7);
        await pad.ExpectAsync("7");
    }

    [Fact]
    public async Task Page_UnderAPathBase_ReadsDigits()
    {
        using Service service = await Service.StartAsync(port: 0, "PathBase=" + Prefix);
        await using PadPage pad = await PadPage.OpenAsync(chromium, new Uri(service.Address, Prefix + "/draw-pad"));
        Assert.EndsWith(Prefix + "/draw-pad/", pad.Page.Url, StringComparison.Ordinal);
        await pad.WriteAsync(7);
        await pad.ExpectAsync("7");
    }

    private async Task<PadPage> OpenAsync(BrowserNewContextOptions? options = null) =>
        await PadPage.OpenAsync(chromium, (await shared.GetAsync()).Pad, options);

    /// <summary>How bright the page is and its darkest or brightest ink, 0 to 255, by their red.</summary>
    private static async Task<(int Page, int Ink)> BrightnessAsync(PadPage pad)
    {
        int[] levels = await pad.Page.EvaluateAsync<int[]>(
            "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(canvas).color].map(colour => Number(colour.match(/[0-9]+/)[0]))");
        return (levels[0], levels[1]);
    }
}
