using System.Diagnostics;
using Digits.BrowserTests.Support;
using Digits.Cli.Predict;
using Digits.Cli.Readers;
using Digits.Core.Recognition;
using Digits.Tests.Support;
using Microsoft.Playwright;
using Spectre.Console;
using Picture = Digits.Cli.Pictures.Picture;

namespace Digits.BrowserTests.Pictures;

/// <summary>Makes the pictures of the README from the running things; `.ci/pictures` runs this, a test run passes over it.</summary>
public sealed class ReadmePictures(Chromium chromium, SharedService shared)
{
    private const int TerminalWidth = 88;

    private static string Fixtures => Path.Combine(RepositoryRoot.Require(), "Digits.Tests", "Fixtures");

    [Fact(Explicit = true)]
    public async Task DrawPad_WithADrawnDigit_IsPictured()
    {
        await using PadPage pad = await PadPage.OpenAsync(
            chromium, (await shared.GetAsync()).Pad, new() { ViewportSize = new() { Width = 1000, Height = 640 }, DeviceScaleFactor = 2 });
        await pad.WriteAsync(2, style: 2);
        await pad.ExpectAsync("2");
        await pad.Page.Locator(".best .fill").EvaluateAsync("bar => Promise.all(bar.getAnimations().map(each => each.finished))");
        await SaveAsync("draw-pad", await pad.Page.ScreenshotAsync(new() { FullPage = true }));
    }

    [Fact(Explicit = true)]
    public async Task Report_OfMnistsTestSet_IsPictured()
    {
        string mnist = Environment.GetEnvironmentVariable("MNIST") ?? Path.Combine(RepositoryRoot.Require(), "..", "shared", "data", "mnist");
        Assert.SkipUnless(Directory.Exists(mnist), "MNIST, which is not part of the repository, is not in the folder that the variable MNIST names.");
        using var folder = new TemporaryFolder();
        string report = Path.Combine(folder.Path, "report.html");
        string[] arguments =
        [
            BuiltCommand(), "evaluate", "--images", "t10k-images-idx3-ubyte.gz", "--labels", "t10k-labels-idx1-ubyte.gz", "--json", "--report", report,
        ];
        var start = new ProcessStartInfo(DotnetHost.Require(), arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = mnist,
            RedirectStandardError = true,
        };
        using Process digits = Process.Start(start)!;
        Assert.Equal((0, ""), await digits.EndAsync());
        await using IBrowserContext context = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 1260, Height = 1180 }, DeviceScaleFactor = 1.5f });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(report).AbsoluteUri);
        await SaveAsync("report", await page.ScreenshotAsync());
    }

    [Fact(Explicit = true)]
    public async Task Terminal_WithPredictions_IsPictured()
    {
        string[] names = ["7-photo.jpg", "5-thick.png"];
        using Recorder terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
            Out = new AnsiConsoleOutput(TextWriter.Null),
        }).CreateRecorder();
        terminal.Profile.Capabilities.Unicode = true;
        terminal.Profile.Width = TerminalWidth;
        var cards = new CardAnswers(terminal);
        await using LocalReader reader = await LocalReader.LoadAsync("cnn", ReaderOptions.DefaultFolder, TestContext.Current.CancellationToken);
        foreach (string name in names)
        {
            (DigitInput input, _) = await Picture.OfFile(Path.Combine(Fixtures, name)).LoadAsync(TestContext.Current.CancellationToken);
            cards.Write(new Answer(name, input, await reader.ReadAsync(input, explain: true, TestContext.Current.CancellationToken)));
        }

        await using IBrowserContext context = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 800, Height = 600 }, DeviceScaleFactor = 2 });
        IPage page = await context.NewPageAsync();
        await page.SetContentAsync(
            $$"""
            <!doctype html>
            <style>
              body { margin: 0; padding: 18px 22px 6px; background: #14171b; color: #e7eaee; width: max-content; }
              pre { margin: 0; font: 14.95px/17px "DejaVu Sans Mono", Menlo, Consolas, monospace !important; }
              b { color: #6fb0f5; }
            </style>
            <body><pre><b>$</b> digits predict {{string.Join(' ', names)}}</pre>
            {{terminal.ExportHtml()}}
            """);
        await SaveAsync("terminal", await page.Locator("body").ScreenshotAsync());
    }

    /// <summary>The command line as it is built by itself, beside this project.</summary>
    private static string BuiltCommand() =>
        Path.Combine(AppContext.BaseDirectory.Replace("Digits.BrowserTests", "Digits.Cli", StringComparison.Ordinal), "digits.dll");

    private static Task SaveAsync(string name, byte[] screenshot)
    {
        string path = Path.Combine(RepositoryRoot.Require(), "docs", "pictures", name + ".png");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.WriteAllBytesAsync(path, PalettePng.Encode(screenshot), TestContext.Current.CancellationToken);
    }
}
