using System.Diagnostics;
using System.Text.Json;

namespace Digits.Tests.Support;

/// <summary>The service as a process of its own, for what only a process does: its console, its end and its exit code.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private const int SigTerm = 15;

    private readonly Process _process;

    /// <summary>Starts it in Production, with more of the environment and with arguments.</summary>
    public ServiceProcess(IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        string service = typeof(Program).Assembly.Location;
        var start = new ProcessStartInfo(DotnetHost.Require(), [service, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
    }

    /// <summary>Standard output; what is not read stays in the pipe until that is full.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>What it has of memory, in bytes.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Waits until it listens, as its log says.</summary>
    /// <returns>The first address of it.</returns>
    public async Task<Uri> ListeningAsync()
    {
        const string Said = "Now listening on: ";
        while (await Output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            string text = JsonElement.Parse(line).GetProperty("RenderedMessage").GetString()!;
            if (text.StartsWith(Said, StringComparison.Ordinal))
            {
                return new Uri(text[Said.Length..].Trim('"'));
            }
        }

        throw new InvalidOperationException($"The service ended: {await _process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Waits until it is ready.</summary>
    /// <param name="address">Where to ask; null for where it listens first.</param>
    /// <returns>The address.</returns>
    public async Task<Uri> ReadyAsync(Uri? address = null)
    {
        Uri listening = await ListeningAsync();
        using var client = new HttpClient();
        while (true)
        {
            using HttpResponseMessage response = await client.GetAsync(
                new Uri(address ?? listening, "/health/ready"), TestContext.Current.CancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return address ?? listening;
            }
        }
    }

    /// <summary>Reads standard error to its end and waits for the exit code.</summary>
    public Task<(int Code, string Error)> EndAsync() => _process.EndAsync();

    /// <summary>Asks it to end, as orchestrators do; skips the test where there are no signals.</summary>
    public void Terminate() => _process.Signal(SigTerm);

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
