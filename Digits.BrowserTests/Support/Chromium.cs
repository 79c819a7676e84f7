using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Digits.BrowserTests.Support.Chromium))]

namespace Digits.BrowserTests.Support;

/// <summary>The Chromium of this machine, driven by Playwright; one for all tests, each with a context of its own.</summary>
/// <remarks>Nothing is downloaded, and no page gets to anybody but 127.0.0.1: no other name is resolved.</remarks>
public sealed class Chromium : IAsyncDisposable
{
    private const string Variable = "CHROMIUM_PATH";
    private const int PatienceMs = 60_000;

    private static readonly string[] Names = ["chromium", "google-chrome", "google-chrome-stable", "chrome", "chromium-browser", "msedge"];

    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private readonly SemaphoreSlim _one = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Opens a window of its own; skips the test where there is no Chromium.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions? options = null)
    {
        IBrowser browser = await BrowserAsync();
        IBrowserContext context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        return context;
    }

    /// <summary>Where it is; skips the test where there is none.</summary>
    internal static string RequirePath()
    {
        string? path = Find();
        Assert.SkipWhen(path is null, $"Chromium is not installed, and {Variable} names none.");
        return path!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _one.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        string path = RequirePath();
        await _one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            Assertions.SetDefaultExpectTimeout(PatienceMs);
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                Args = ["--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
            });
        }
        finally
        {
            _one.Release();
        }
    }

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named) ? named : null;
        }

        string extension = OperatingSystem.IsWindows() ? ".exe" : "";
        IEnumerable<string> onPath =
            from name in Names
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            select Path.Combine(folder, name + extension);
        return Places.Concat(onPath).FirstOrDefault(File.Exists);
    }
}
