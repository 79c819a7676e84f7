using Digits.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Digits.BrowserTests.DrawPad;

/// <summary>What the page shows where there is no digit, and where the service does not answer.</summary>
public sealed class StateTests(Chromium chromium, SharedService shared)
{
    private const string Asked = "**/predict/image*";
    private const string Key = "0123456789abcdef";

    [Fact]
    public async Task BlankPicture_Opened_SaysThatThereIsNothingToRead()
    {
        await using PadPage pad = await OpenAsync();
        await pad.Page.EvaluateAsync(
            """
            async () => {
              const blank = Object.assign(document.createElement('canvas'), { width: 60, height: 60 });
              const data = new DataTransfer();
              data.items.add(new File([await new Promise(resolve => blank.toBlob(resolve))], 'blank.png'));
              document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
            }
            """);
        await Expect(pad.Answer).ToHaveAttributeAsync("data-state", "blank");
        await Expect(pad.Page.Locator("#said")).ToHaveTextAsync("Nothing to read");
    }

    [Theory]
    [InlineData("uncertain", "?", "It may be 9 or 4.")]
    [InlineData("notADigit", "×", "It looks like none of the ten.")]
    public async Task Withheld_Answer_SaysWhyAndNamesNoDigit(string verdict, string sign, string detail)
    {
        await using PadPage pad = await OpenAsync();
        await pad.Page.RouteAsync(Asked, async route =>
        {
            IAPIResponse answer = await route.FetchAsync();
            string text = await answer.TextAsync();
            string[] parts = text.Split("\"explanation\"");
            await route.FulfillAsync(new()
            {
                Response = answer,
                Body = $$"""
                    {"digit":null,"confidence":0.6,"verdict":"{{verdict}}",
                     "candidates":[{"digit":9,"probability":0.6},{"digit":4,"probability":0.3},{"digit":7,"probability":0.05}],
                     "probabilities":[0,0,0.05,0,0.3,0,0,0.05,0,0.6],"model":{"name":"cnn","version":"1"},"explanation"{{parts[1]}}
                    """,
            });
        });
        await pad.WriteAsync(7);
        await pad.ExpectAsync(sign);
        await Expect(pad.Answer).ToHaveAttributeAsync("data-state", verdict);
        await Expect(pad.Page.Locator("#detail")).ToHaveTextAsync(detail);
        await Expect(pad.Page.Locator(".best .share")).ToHaveTextAsync("60.0 %");
    }

    [Fact]
    public async Task TooManyRequests_OfTheService_AreWaitedForAndAnswered()
    {
        using Service service = await Service.StartAsync(port: 0, "RateLimit:PermitsPerSecond=0.1", "RateLimit:Burst=1");
        await using PadPage pad = await PadPage.OpenAsync(chromium, service.Pad);
        int refused = 0;
        pad.Page.Response += (_, response) => refused += response.Status == 429 ? 1 : 0;
        await pad.WriteAsync(1);
        await pad.ExpectAsync("1");
        await pad.ClearAsync();
        await pad.WriteAsync(7);
        await Expect(pad.Notice).ToContainTextAsync("The service is busy. Trying again");
        await pad.ExpectAsync("7");
        await Expect(pad.Notice).ToBeHiddenAsync();

        // It came back when Retry-After said, and not sooner to be refused again.
        Assert.InRange(refused, 1, 3);
    }

    [Fact]
    public async Task ServiceThatWentAway_ComesBack_AndTheNewestDrawingIsRead()
    {
        Service service = await Service.StartAsync(port: 0);
        await using PadPage pad = await PadPage.OpenAsync(chromium, service.Pad);
        await pad.WriteAsync(1);
        await pad.ExpectAsync("1");
        service.Dispose();
        await pad.ClearAsync();
        await pad.WriteAsync(7);
        await Expect(pad.Notice).ToContainTextAsync("The service is away.");
        await Expect(pad.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The service is away.");
        await pad.ClearAsync();
        await Expect(pad.Notice).ToBeHiddenAsync();
        await pad.WriteAsync(3);
        await Expect(pad.Notice).ToBeVisibleAsync();

        using Service again = await Service.StartAsync(service.Address.Port);
        await pad.ExpectAsync("3");
        await Expect(pad.Notice).ToBeHiddenAsync();
        Assert.Empty(pad.Faults);
    }

    [Theory]
    [InlineData(503, "urn:digits:problem:not-ready", "The service is starting.")]
    [InlineData(503, "urn:digits:problem:draining", "The service is away.")]
    [InlineData(502, "", "The service is away.")]
    [InlineData(504, "urn:digits:problem:deadline-exceeded", "The service is away.")]
    public async Task Service_ThatCannotAnswerYet_IsAskedAgainAtOnceByTheButton(int status, string type, string said)
    {
        await using PadPage pad = await OpenAsync();
        int asked = 0;
        await pad.Page.RouteAsync(Asked, route => ++asked > 1 ? route.ContinueAsync() : route.FulfillAsync(new()
        {
            Status = status,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "3600" },
            Body = type.Length > 0 ? $$"""{"type":"{{type}}"}""" : "<html>Bad gateway</html>",
        }));
        await pad.WriteAsync(7);
        await Expect(pad.Notice).ToContainTextAsync(said);
        await pad.Page.GetByRole(AriaRole.Button, new() { Name = "Try now" }).ClickAsync();
        await pad.ExpectAsync("7");
        await Expect(pad.Notice).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Key_WhereTheServiceAsksForOne_IsTakenAndKeptInTheTab()
    {
        using Service service = await Service.StartAsync(port: 0, $"ApiKeys:page={Key}");
        await using PadPage pad = await PadPage.OpenAsync(chromium, service.Pad);
        await pad.WriteAsync(7);
        ILocator field = pad.Page.GetByLabel("asks for a key");
        await field.FillAsync("another key of sixteen");
        await field.PressAsync("Enter");
        field = pad.Page.GetByLabel("does not take this key");
        await field.FillAsync(Key);
        await field.PressAsync("Enter");
        await pad.ExpectAsync("7");
        await Expect(field).ToBeHiddenAsync();

        await pad.Page.ReloadAsync();
        await pad.WriteAsync(1);
        await pad.ExpectAsync("1");
    }

    private async Task<PadPage> OpenAsync() => await PadPage.OpenAsync(chromium, (await shared.GetAsync()).Pad);
}
