using System.Globalization;
using Digits.Tests.Support;
using Serilog.Events;

namespace Digits.Tests.Api.Hosting;

public sealed class FailureLogTests
{
    private const string Id = "the-id";

    public static TheoryData<string, string, string, LogEventLevel> Failures => new()
    {
        { "POST", "/predict/raw", "missing-field", LogEventLevel.Information },
        { "POST", "/predict/base64", "malformed-json", LogEventLevel.Information },
        { "POST", "/predict/raw?model=none", "unknown-model", LogEventLevel.Information },
        { "GET", "/predict/raw", "method-not-allowed", LogEventLevel.Information },
        { "GET", "/nowhere", "not-found", LogEventLevel.Information },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Request_ThatFails_IsOneLineWithItsId(string method, string path, string slug, LogEventLevel level)
    {
        await using var service = new DigitsFactory { Model = new GatedModel(), Log = new CapturedLog() };
        string body = slug switch
        {
            "malformed-json" => "{",
            "unknown-model" => $$"""{"pixels":[{{Samples.SevenList}}]}""",
            _ => "{}",
        };
        LogEvent line = await FailAsync(service, method, path, Bodies.Json(body));
        Assert.Equal((slug, level), (Text(line, "Slug"), line.Level));
        Assert.Equal((method, path.Split('?')[0]), (Text(line, "Method"), Text(line, "Path")));
    }

    [Fact]
    public async Task Request_OnWhichTheModelFails_IsOneErrorWithItsCause()
    {
        var fault = new InvalidOperationException("the cause");
        await using var service = new DigitsFactory { Model = new GatedModel { Fault = fault }, Log = new CapturedLog() };
        LogEvent line = await FailAsync(service, "POST", "/predict/raw", Bodies.Octets(Samples.SevenPixels));
        Assert.Equal(("internal-error", LogEventLevel.Error), (Text(line, "Slug"), line.Level));
        Assert.Same(fault, line.Exception);
    }

    [Fact]
    public async Task Request_PastItsDeadline_IsOneWarning()
    {
        await using DigitsFactory service = Held().With("DeadlineSeconds", "0.05");
        using HttpClient client = await service.ReadyClientAsync();
        await service.OccupyAsync();
        LogEvent line = await FailAsync(service, "POST", "/predict/raw", Bodies.Octets(Samples.SevenPixels));
        Assert.Equal(("deadline-exceeded", LogEventLevel.Warning), (Text(line, "Slug"), line.Level));
    }

    [Fact]
    public async Task Request_ThatIsOneTooMany_IsOneWarning()
    {
        await using DigitsFactory service = Held().With("QueueCapacity", "1");
        using HttpClient client = await service.ReadyClientAsync();
        await service.OccupyAsync();
        LogEvent line = await FailAsync(service, "POST", "/predict/raw", Bodies.Octets(Samples.SevenPixels));
        Assert.Equal(("overloaded", LogEventLevel.Warning), (Text(line, "Slug"), line.Level));
    }

    [Fact]
    public async Task Request_ThatIsAnswered_IsNoLine()
    {
        await using var service = new DigitsFactory { Model = new GatedModel(), Log = new CapturedLog() };
        using HttpClient client = await service.ReadyClientAsync();
        service.Log!.Take();
        await Answers.DigitAsync(7, await client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels)));
        await client.AskAsync("/nowhere");
        Assert.Equal("not-found", Text(await service.Log.FailureAsync(), "Slug"));
    }

    [Fact]
    public async Task Path_OfAnyLength_IsCut()
    {
        await using var service = new DigitsFactory { Model = new GatedModel(), Log = new CapturedLog() };
        LogEvent line = await FailAsync(service, "GET", "/" + new string('p', 2000), null);
        Assert.Equal(100, Text(line, "Path").Length);
    }

    [Fact]
    public async Task Path_WithALineEnd_StaysOneLine()
    {
        await using var service = new DigitsFactory { Model = new GatedModel(), Log = new CapturedLog() };
        LogEvent line = await FailAsync(service, "GET", "/a%0Ab", null);
        Assert.DoesNotContain('\n', line.RenderMessage(CultureInfo.InvariantCulture));
    }

    private static DigitsFactory Held() =>
        new DigitsFactory { Model = new GatedModel(holdsRuns: true), Log = new CapturedLog() }.With("Parallelism", "1");

    /// <summary>Makes a request fail and returns the one line that the service then logs, which bears the request's id.</summary>
    private static async Task<LogEvent> FailAsync(DigitsFactory service, string method, string path, HttpContent? body)
    {
        using HttpClient client = await service.ReadyClientAsync();
        service.Log!.Take();
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path) { Content = body };
        request.Headers.Add("X-Request-Id", Id);
        await client.AskAsync(request);

        // The line is written after the answer; that of a later request ends the wait for any more lines.
        await client.AskAsync("/the-end");
        List<LogEvent> lines = [];
        LogEvent line;
        do
        {
            line = await service.Log.NextAsync();
            lines.Add(line);
        }
        while (!line.Properties.TryGetValue("Path", out LogEventPropertyValue? at) || at is not ScalarValue { Value: "/the-end" });
        LogEvent failure = Assert.Single(lines[..^1], one => Text(one, "SourceContext") != "Microsoft.Hosting.Lifetime");
        Assert.Equal(Id, Text(failure, "RequestId"));
        return failure;
    }

    private static string Text(LogEvent line, string name) => Assert.IsType<ScalarValue>(line.Properties[name]).Value!.ToString()!;
}
