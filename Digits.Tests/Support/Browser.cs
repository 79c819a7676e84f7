using System.Buffers;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Digits.Tests.Support;

/// <summary>A page in a headless Chromium, driven over its DevTools protocol.</summary>
/// <remarks>Not thread-safe: one command at a time. It asks nobody but the page's own host: no other name is resolved.</remarks>
internal sealed partial class Browser : IAsyncDisposable
{
    private readonly TemporaryFolder _profile;
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private int _commands;

    private Browser(Process process, TemporaryFolder profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>Starts one; skips the test where there is none.</summary>
    public static async Task<Browser> StartAsync()
    {
        string? path = Array.Find(["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"], File.Exists);
        Assert.SkipWhen(path is null, "Chromium is not installed.");
        var profile = new TemporaryFolder();
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
            "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", "about:blank",
        ];
        Process process = Process.Start(new ProcessStartInfo(path!, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var browser = new Browser(process, profile);
        string address = await browser.DebuggerAsync();
        using var http = new HttpClient();
        string targets = await http.GetStringAsync(new Uri($"http://{address}/json/list"), TestContext.Current.CancellationToken);
        JsonElement page = JsonElement.Parse(targets).EnumerateArray().First(target => target.GetProperty("type").GetString() == "page");
        await browser._socket.ConnectAsync(new Uri(page.GetProperty("webSocketDebuggerUrl").GetString()!), TestContext.Current.CancellationToken);
        await browser.CommandAsync("Page.enable", new { });
        return browser;
    }

    /// <summary>Has a script run in every page before the page's own.</summary>
    public Task PrepareAsync(string script) => CommandAsync("Page.addScriptToEvaluateOnNewDocument", new { source = script });

    /// <summary>Goes to an address.</summary>
    public Task OpenAsync(Uri address) => CommandAsync("Page.navigate", new { url = address.AbsoluteUri });

    /// <summary>Runs a script in the page, waits for what it promises, and returns it as text; nothing as none.</summary>
    public async Task<string> RunAsync(string script)
    {
        JsonElement result = await CommandAsync("Runtime.evaluate", new { expression = script, awaitPromise = true, returnByValue = true });
        Assert.False(result.TryGetProperty("exceptionDetails", out JsonElement fault), fault.ToString());
        return result.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value.ToString() : "";
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _socket.Dispose();
        _profile.Dispose();
    }

    private async Task<string> DebuggerAsync()
    {
        while (await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                return match.Groups["address"].Value;
            }
        }

        throw new InvalidOperationException("Chromium ended before it listened.");
    }

    private async Task<JsonElement> CommandAsync(string method, object parameters)
    {
        int id = ++_commands;
        byte[] command = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters });
        await _socket.SendAsync(command, WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        while (true)
        {
            JsonElement message = await ReceiveAsync();
            if (message.TryGetProperty("id", out JsonElement answered) && answered.GetInt32() == id)
            {
                Assert.True(message.TryGetProperty("result", out JsonElement result), message.ToString());
                return result;
            }
        }
    }

    private async Task<JsonElement> ReceiveAsync()
    {
        var message = new ArrayBufferWriter<byte>();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(message.GetMemory(4096), TestContext.Current.CancellationToken);
            message.Advance(part.Count);
        }
        while (!part.EndOfMessage);
        return JsonElement.Parse(message.WrittenSpan);
    }

    [GeneratedRegex("DevTools listening on ws://(?<address>[^/]+)/", RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
