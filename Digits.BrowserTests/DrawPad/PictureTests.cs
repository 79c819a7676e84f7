using Digits.BrowserTests.Support;
using Digits.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Digits.BrowserTests.DrawPad;

public sealed class PictureTests(Chromium chromium, SharedService shared)
{
    /// <summary>Hands a file to the page as a paste or a drop does.</summary>
    private const string Hand =
        """
        ({ bytes, how }) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], 'picture', { type: 'image/png' }));
          document.body.dispatchEvent(how === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent(how, { dataTransfer: data, bubbles: true, cancelable: true }));
        }
        """;

    private static string Fixtures => Path.Combine(RepositoryRoot.Require(), "Digits.Tests", "Fixtures");

    [Theory]
    [InlineData("4-photo.jpg", "4")]
    [InlineData("2-lossless.webp", "2")]
    [InlineData("5-windows.bmp", "5")]
    public async Task Picture_Opened_IsShownAndRead(string name, string digit)
    {
        await using PadPage pad = await OpenAsync();
        await pad.Page.GetByLabel("Open picture").SetInputFilesAsync(Path.Combine(Fixtures, name));
        await pad.ExpectAsync(digit);
        Assert.True(await IsShownAsync(pad));
    }

    [Theory]
    [InlineData("paste")]
    [InlineData("drop")]
    public async Task Picture_PastedOrDropped_IsRead(string how)
    {
        await using PadPage pad = await OpenAsync();
        string bytes = Convert.ToBase64String(await File.ReadAllBytesAsync(Path.Combine(Fixtures, "9-dark-mode.png"), TestContext.Current.CancellationToken));
        if (how == "drop")
        {
            await pad.Page.EvaluateAsync(Hand, new { bytes, how = "dragover" });
            await Expect(pad.Page.Locator("#paper")).ToHaveClassAsync("paper awaits");
        }

        await pad.Page.EvaluateAsync(Hand, new { bytes, how });
        await pad.ExpectAsync("9");
        await Expect(pad.Page.Locator("#paper")).ToHaveClassAsync("paper");
    }

    [Fact]
    public async Task Stroke_OnAPicture_TakesAFreshSheetAndUndoBringsThePictureBack()
    {
        await using PadPage pad = await OpenAsync();
        await pad.Page.GetByLabel("Open picture").SetInputFilesAsync(Path.Combine(Fixtures, "4-photo.jpg"));
        await pad.ExpectAsync("4");
        await pad.WriteAsync(1);
        await pad.ExpectAsync("1");
        await pad.Page.Keyboard.PressAsync("Control+z");
        await pad.ExpectAsync("4");
    }

    [Fact]
    public async Task File_ThatIsNoPicture_IsRefusedInTheServicesWords()
    {
        await using PadPage pad = await OpenAsync();
        await pad.Page.GetByLabel("Open picture").SetInputFilesAsync(Path.Combine(Fixtures, "damaged", "text.png"));
        await Expect(pad.Answer).ToHaveAttributeAsync("data-state", "refused");
        await Expect(pad.Page.Locator("#detail")).ToContainTextAsync("PNG, JPEG, WebP, GIF and BMP");
        Assert.True(await IsShownAsync(pad));
    }

    private async Task<PadPage> OpenAsync() => await PadPage.OpenAsync(chromium, (await shared.GetAsync()).Pad);

    private static Task<bool> IsShownAsync(PadPage pad) => pad.Page.EvaluateAsync<bool>(
        "() => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(value => value > 0)");
}
