using System.Net;
using System.Text;
using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Telemetry;

/// <summary>What a process sends by OTLP, and to whom.</summary>
public sealed class OtlpTests
{
    private const int Patience = 180_000;
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Unsampled = "1bf7651916cd43dd8448eb211c80319d";

    /// <summary>Where exporters send to when nobody says where: by gRPC, and by HTTP.</summary>
    private static readonly int[] DefaultPorts = [4317, 4318];

    private static readonly KeyValuePair<string, string>[] Hurry = [new("OTEL_METRIC_EXPORT_INTERVAL", "100"), new("OTEL_BSP_SCHEDULE_DELAY", "50")];

    [Fact(Timeout = Patience)]
    public async Task Service_WithAnEndpoint_SendsASpanForEachStageOfTheCallersTrace()
    {
        await using Collector collector = await Collector.StartAsync();
        await using var service = new MeasuredService([.. Hurry, .. Configured(collector), new("OTEL_SERVICE_NAME", "reader"), new("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=trial")]);
        await service.InitializeAsync();
        await AskAsync(service, Trace, sampled: true, "/predict/image", Samples.Seven);
        string[] spans = ["POST /predict/image", "digits.read", "digits.turn", "digits.decode", "digits.prepare", "digits.wait", "digits.run", "digits.write"];
        string[] attributes = ["digits.batch.size", "reader", "trial"];
        await collector.ReceiveAsync("/v1/traces", [Convert.FromHexString(Trace), .. spans.Concat(attributes).Select(Encoding.ASCII.GetBytes)]);
    }

    [Fact(Timeout = Patience)]
    public async Task Service_WithAnEndpoint_SendsMetrics()
    {
        await using Collector collector = await Collector.StartAsync();
        await using var service = new MeasuredService([.. Hurry, .. Configured(collector)], "--Digits:Metrics=false");
        await service.InitializeAsync();
        await AskAsync(service, Trace, sampled: true, "/predict/raw", Samples.SevenPixels);
        await collector.ReceiveAsync("/v1/metrics", "digits.predictions"u8.ToArray(), "digits.stage.duration"u8.ToArray(), "http.server.request.duration"u8.ToArray());
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.AskAsync("/metrics")).StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Trace_ThatItsCallerDoesNotSample_IsNotSent()
    {
        await using Collector collector = await Collector.StartAsync();
        await using var service = new MeasuredService([.. Hurry, .. Configured(collector)]);
        await service.InitializeAsync();
        await AskAsync(service, Unsampled, sampled: false, "/predict/raw", Samples.SevenPixels);
        await AskAsync(service, Trace, sampled: true, "/predict/raw", Samples.SevenPixels);
        await collector.ReceiveAsync("/v1/traces", Convert.FromHexString(Trace));
        Assert.DoesNotContain(collector.Seen, message => message.Body.AsSpan().IndexOf(Convert.FromHexString(Unsampled)) >= 0);
    }

    [Fact(Timeout = Patience)]
    public async Task Trace_WhereTheOperatorsSamplerTakesNone_IsNotSent()
    {
        await using Collector collector = await Collector.StartAsync();
        await using var service = new MeasuredService([.. Hurry, .. Configured(collector), new("OTEL_TRACES_SAMPLER", "always_off")]);
        await service.InitializeAsync();
        await AskAsync(service, Trace, sampled: true, "/predict/raw", Samples.SevenPixels);
        await collector.ReceiveAsync("/v1/metrics", "digits.predictions"u8.ToArray());
        await service.EndAsync();
        Assert.DoesNotContain(collector.Seen, message => message.Path == "/v1/traces");
    }

    [Fact(Timeout = Patience)]
    public async Task FailureLine_OfAServiceThatTraces_BearsTraceAndSpan()
    {
        await using Collector collector = await Collector.StartAsync();
        await using var service = new MeasuredService([.. Hurry, .. Configured(collector)]);
        await service.InitializeAsync();
        await AskAsync(service, Trace, sampled: true, "/predict/raw", []);
        JsonElement line;
        do
        {
            line = await service.FailureAsync();
        }
        while (line.GetProperty("Properties").GetProperty("Slug").GetString() == "not-ready");
        Assert.Equal(Trace, line.GetProperty("TraceId").GetString());
        byte[] span = Convert.FromHexString(line.GetProperty("SpanId").GetString()!);
        await collector.ReceiveAsync("/v1/traces", Convert.FromHexString(Trace), span);
    }

    [Fact(Timeout = Patience)]
    public async Task Service_WithoutAnEndpoint_SendsNothingToWhereExportersSendByDefault()
    {
        List<Collector> collectors = [];
        try
        {
            foreach (int port in DefaultPorts)
            {
                collectors.Add(await StartOrSkipAsync(port));
            }

            await using var service = new MeasuredService(Hurry);
            await service.InitializeAsync();
            await AskAsync(service, Trace, sampled: true, "/predict/raw", Samples.SevenPixels);
            await service.EndAsync();
            Assert.All(collectors, collector => Assert.Empty(collector.Seen));
        }
        finally
        {
            foreach (Collector collector in collectors)
            {
                await collector.DisposeAsync();
            }
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Service_WithOpenTelemetryDisabled_NeitherSendsNorAnswers()
    {
        await using Collector collector = await Collector.StartAsync();
        await using var service = new MeasuredService([.. Hurry, .. Configured(collector), new("OTEL_SDK_DISABLED", "true")]);
        await service.InitializeAsync();
        await AskAsync(service, Trace, sampled: true, "/predict/raw", Samples.SevenPixels);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.AskAsync("/metrics")).StatusCode);
        await service.EndAsync();
        Assert.Empty(collector.Seen);
    }

    private static KeyValuePair<string, string>[] Configured(Collector collector) =>
        [new("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    private static async Task<Collector> StartOrSkipAsync(int port)
    {
        try
        {
            return await Collector.StartAsync(port);
        }
        catch (IOException)
        {
            Assert.Skip($"Port {port} is taken: somebody else collects there.");
            throw;
        }
    }

    private static async Task AskAsync(MeasuredService service, string trace, bool sampled, string path, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Bodies.Octets(body) };
        request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-{(sampled ? "01" : "00")}");
        await service.Client.AskAsync(request);
    }
}
