using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

/// <summary>Swagger UI as a browser runs it, under the policy that it is served with.</summary>
public sealed class SwaggerPageTests
{
    private const int Patience = 180_000;

    private const string Key = "0123456789abcdef";

    /// <summary>Helpers in the page: waiting for an element, setting a field as React expects it, and counting what the policy held back.</summary>
    private const string Tools =
        """
        window.heldBack = [];
        document.addEventListener('securitypolicyviolation', e => heldBack.push(e.violatedDirective + ' ' + e.blockedURI));
        window.wait = (selector, text) => new Promise(resolve => {
          const look = () => {
            const found = [...document.querySelectorAll(selector)].find(e => !text || e.textContent.trim() === text);
            found ? resolve(found) : setTimeout(look, 50);
          };
          look();
        });
        window.type = (field, value) => {
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, value);
          field.dispatchEvent(new Event('input', { bubbles: true }));
        };
        window.tryOut = async () => {
          (await wait('#operations-predict-predictRaw .opblock-summary-control')).click();
          (await wait('#operations-predict-predictRaw .try-out__btn')).click();
          return await executed();
        };
        window.executed = async status => {
          (await wait('#operations-predict-predictRaw .execute')).click();
          const cell = '#operations-predict-predictRaw .live-responses-table tbody .response-col_status';
          return (await wait(cell, status)).textContent.trim().slice(0, 3);
        };
        window.authorize = async key => {
          (await wait('.auth-wrapper .authorize')).click();
          type(await wait('.modal-ux input[type=text]'), key);
          (await wait('.modal-ux .auth-btn-wrapper .authorize')).click();
          (await wait('.modal-ux .auth-btn-wrapper .btn-done')).click();
        };
        """;

    [Fact(Timeout = Patience)]
    public async Task TryItOut_OfAPrediction_GetsItsAnswerAndNothingIsHeldBack()
    {
        await using Browser browser = await Browser.StartAsync();
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.Listening();
        await OpenAsync(browser, service);
        Assert.Equal("200", await browser.RunAsync("tryOut()"));
        Assert.Equal("", await browser.RunAsync("heldBack.join()"));
    }

    [Fact(Timeout = Patience)]
    public async Task TryItOut_OfAServiceThatAsksForAKey_BearsTheOneThatWasAuthorized()
    {
        await using Browser browser = await Browser.StartAsync();
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.With("ApiKeys:page", Key).Listening();
        await OpenAsync(browser, service);
        Assert.Equal("401", await browser.RunAsync("tryOut()"));
        await browser.RunAsync("authorize('" + Key + "')");
        Assert.Equal("200", await browser.RunAsync("executed('200')"));
    }

    [Fact(Timeout = Patience)]
    public async Task Script_FromThePageItself_IsHeldBack()
    {
        await using Browser browser = await Browser.StartAsync();
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.Listening();
        await OpenAsync(browser, service);
        const string Inject = "wait('.opblock').then(e => { e.innerHTML = '<img src=x onerror=\"window.ran = true\">'; return new Promise(r => setTimeout(() => r(String(window.ran)), 300)); })";
        Assert.Equal("undefined", await browser.RunAsync(Inject));
        Assert.Contains("script-src", await browser.RunAsync("heldBack.join()"), StringComparison.Ordinal);
    }

    /// <summary>Opens the page of a service that is ready, with the helpers in it.</summary>
    private static async Task OpenAsync(Browser browser, DigitsFactory service)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await browser.PrepareAsync(Tools);
        await browser.OpenAsync(new Uri(client.BaseAddress!, "/swagger/index.html"));
    }
}
