using Digits.BrowserTests.Support;
using Digits.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Digits.BrowserTests.Swagger;

/// <summary>Swagger UI as a browser runs it, under the policy that it is served with.</summary>
public sealed class SwaggerPageTests(Chromium chromium, SharedService shared)
{
    private const string Prefix = "/digits";
    private const string Key = "0123456789abcdef";

    [Fact]
    public async Task TryItOut_OfEachOperation_GetsTheAnswerThatItDocuments()
    {
        Service service = await shared.GetAsync();
        await using IBrowserContext context = await chromium.OpenAsync();
        await TryEachAsync(await OpenAsync(context, service.Address));
    }

    [Fact]
    public async Task TryItOut_UnderAPathBase_GetsTheAnswerThatItDocuments()
    {
        using Service service = await Service.StartAsync(port: 0, "PathBase=" + Prefix);
        await using IBrowserContext context = await chromium.OpenAsync();
        await TryEachAsync(await OpenAsync(context, new Uri(service.Address, Prefix)));
    }

    [Fact]
    public async Task TryItOut_BehindAProxyThatTakesAPrefixOff_GetsTheAnswerThatItDocuments()
    {
        await using StrippingProxy proxy = await StrippingProxy.StartAsync((await shared.GetAsync()).Address, Prefix);
        await using IBrowserContext context = await chromium.OpenAsync();
        await TryEachAsync(await OpenAsync(context, new Uri(proxy.Address, Prefix + "/")));
    }

    [Fact]
    public async Task TryItOut_OfAServiceThatAsksForAKey_BearsTheOneThatWasAuthorized()
    {
        using Service service = await Service.StartAsync(port: 0, $"ApiKeys:page={Key}");
        await using IBrowserContext context = await chromium.OpenAsync();
        IPage page = await OpenAsync(context, service.Address);
        ILocator operation = page.Locator("#operations-predict-predictRaw");
        Assert.Equal("401", await TryAsync(operation));
        await page.Locator(".auth-wrapper .authorize").First.ClickAsync();
        await page.Locator(".modal-ux input[type=text]").First.FillAsync(Key);
        await page.Locator(".modal-ux .auth-btn-wrapper .authorize").First.ClickAsync();
        await page.Locator(".modal-ux .auth-btn-wrapper .btn-done").First.ClickAsync();
        await operation.Locator(".execute").ClickAsync();
        await Expect(Status(operation)).ToHaveTextAsync("200");
    }

    [Fact]
    public async Task Script_FromThePageItself_IsHeldBack()
    {
        Service service = await shared.GetAsync();
        await using IBrowserContext context = await chromium.OpenAsync();
        IPage page = await OpenAsync(context, service.Address);
        await Expect(page.Locator(".opblock").First).ToBeVisibleAsync();
        string heldBack = await page.EvaluateAsync<string>(
            """
            () => new Promise(resolve => {
              window.ran = () => resolve('nothing');
              document.addEventListener('securitypolicyviolation', event => resolve(event.violatedDirective));
              document.querySelector('.opblock').innerHTML = '<img src="data:," onerror="ran()">';
            })
            """);
        Assert.StartsWith("script-src", heldBack, StringComparison.Ordinal);
    }

    /// <summary>Opens the service's root, which leads to the page, and counts what its policy holds back.</summary>
    private static async Task<IPage> OpenAsync(IBrowserContext context, Uri root)
    {
        await context.AddInitScriptAsync(
            "window.heldBack = []; document.addEventListener('securitypolicyviolation', event => heldBack.push(event.violatedDirective + ' ' + event.blockedURI));");
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(root.AbsoluteUri);
        return page;
    }

    private static async Task TryEachAsync(IPage page)
    {
        ILocator operations = page.Locator(".opblock");
        await Expect(operations.First).ToBeVisibleAsync();
        var answered = new List<string>();
        foreach (ILocator operation in await operations.AllAsync())
        {
            string name = (await operation.GetAttributeAsync("id"))!;
            answered.Add($"{name} {await TryAsync(operation)}");
            ILocator documented = operation.Locator(".responses-table:not(.live-responses-table) .response[data-code='200']");
            await Expect(documented).ToBeVisibleAsync();
        }

        Assert.InRange(answered.Count, 8, 100);
        Assert.All(answered, answer => Assert.EndsWith(" 200", answer, StringComparison.Ordinal));
        Assert.Equal("", await page.EvaluateAsync<string>("heldBack.join()"));
    }

    /// <summary>Opens an operation, gives it a picture where it takes a file, and has it executed.</summary>
    /// <returns>The status of the answer.</returns>
    private static async Task<string> TryAsync(ILocator operation)
    {
        await operation.Locator(".opblock-summary-control").ClickAsync();
        await operation.Locator(".try-out__btn").ClickAsync();
        foreach (ILocator file in await operation.Locator("input[type=file]").AllAsync())
        {
            await file.SetInputFilesAsync(Path.Combine(RepositoryRoot.Require(), "Digits.Tests", "Fixtures", "7-rgba-transparent-dark.png"));
        }

        await operation.Locator(".execute").ClickAsync();
        string status = await Status(operation).InnerTextAsync();
        return status.Trim();
    }

    private static ILocator Status(ILocator operation) => operation.Locator(".live-responses-table tbody .response-col_status").First;
}
