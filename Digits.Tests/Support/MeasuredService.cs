using System.Text.Json;
using System.Threading.Channels;

namespace Digits.Tests.Support;

/// <summary>
/// The service as a process of its own on a free port: what it counts is what its one test class has sent, where in this process the
/// requests of all tests would be.
/// </summary>
public sealed class MeasuredService : IAsyncLifetime
{
    private readonly Channel<JsonElement> _log = Channel.CreateUnbounded<JsonElement>();
    private readonly KeyValuePair<string, string>[] _environment;
    private readonly string[] _arguments;
    private ServiceProcess? _process;

    public MeasuredService()
        : this([])
    {
    }

    internal MeasuredService(IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        // What this machine may have set is none of the tests'.
        IEnumerable<KeyValuePair<string, string>> none = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal))
            .Select(name => KeyValuePair.Create(name, ""));
        _environment = [.. none, .. environment];
        _arguments = arguments;
    }

    /// <summary>Asks the service.</summary>
    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _process = new ServiceProcess(_environment, ["--urls=http://127.0.0.1:0", .. _arguments]);
        _ = Task.Run(ReadLogAsync);
        JsonElement line;
        do
        {
            line = await _log.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
        while (!line.GetProperty("Properties").TryGetProperty("address", out _));
        Client.BaseAddress = new Uri(line.GetProperty("Properties").GetProperty("address").GetString()!);
        while (!(await Client.AskAsync("/health/ready")).IsSuccessStatusCode)
        {
        }
    }

    /// <summary>Waits for the next line about a request that failed.</summary>
    internal async Task<JsonElement> FailureAsync()
    {
        JsonElement line;
        do
        {
            line = await _log.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
        while (!line.GetProperty("Properties").TryGetProperty("Slug", out _));
        return line;
    }

    /// <summary>What it measures now, 0.3 s old at most.</summary>
    internal async Task<Scrape> ScrapeAsync() => new(await Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken));

    /// <summary>Waits until a value has come to what it should be: a request is measured after it is answered.</summary>
    internal async Task<Scrape> ScrapeUntilAsync(Func<Scrape, double> value, double expected)
    {
        Scrape scrape;
        do
        {
            scrape = await ScrapeAsync();
        }
        while (value(scrape) < expected);
        Assert.Equal(expected, value(scrape));
        return scrape;
    }

    /// <summary>Asks it to end, as orchestrators do, and waits for it.</summary>
    internal Task EndAsync()
    {
        _process!.Terminate();
        return _process.EndAsync();
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ReadLogAsync()
    {
        while (await _process!.Output.ReadLineAsync() is { } line)
        {
            _log.Writer.TryWrite(JsonElement.Parse(line));
        }

        _log.Writer.Complete();
    }
}
