using Digits.Tests.Support;
using Serilog.Events;

namespace Digits.Tests.Api.Telemetry;

public sealed class TraceParentTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData("00-" + Trace + "-b7ad6b7169203331-01")]
    [InlineData("00-" + Trace + "-b7ad6b7169203331-00")]
    public async Task FailureLine_OfARequestInATrace_BearsItsId(string header)
    {
        LogEvent line = await FailAsync(header);
        Assert.Equal(Trace, Assert.IsType<ScalarValue>(line.Properties["TraceId"]).Value);
        Assert.Null(line.TraceId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(Trace)]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-" + Trace + "\"-b7ad6b7169203331-01")]
    public async Task FailureLine_OfARequestInNoTrace_BearsNone(string? header) =>
        Assert.False((await FailAsync(header)).Properties.ContainsKey("TraceId"));

    private static async Task<LogEvent> FailAsync(string? header)
    {
        await using var service = new DigitsFactory { Model = new GatedModel(), Log = new CapturedLog() };
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation("traceparent", header);
        }

        await client.AskAsync(request);
        return await service.Log!.FailureAsync();
    }
}
