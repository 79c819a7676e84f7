using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Digits.Core.Inference;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Telemetry;

/// <summary>What a process counts, after each test sent it exactly so much.</summary>
public sealed class MetricsTests(MeasuredService service) : IClassFixture<MeasuredService>
{
    private const int Patience = 180_000;
    private const string Digit = """digits_predictions_total{model="cnn",verdict="digit"}""";

    private static readonly string[] StagesOfAPicture = ["read", "turn", "decode", "prepare", "wait", "run", "write"];

    [Fact(Timeout = Patience)]
    public async Task Scrape_OfAService_HasAKindAndADescriptionForEveryMetric()
    {
        await PredictAsync(1);
        Scrape scrape = await service.ScrapeAsync();
        IEnumerable<string> metrics = scrape.Series.Select(scrape.MetricOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(scrape.Types.Keys.Order(StringComparer.Ordinal), metrics);
        Assert.Equal(scrape.Help.Keys.Order(StringComparer.Ordinal), metrics);
    }

    [Fact(Timeout = Patience)]
    public async Task Scrape_OfAService_HasNoSeriesTwice()
    {
        await PredictAsync(1);
        Scrape scrape = await service.ScrapeAsync();
        Assert.Equal(scrape.Series.Distinct(StringComparer.Ordinal), scrape.Series);
    }

    [Fact(Timeout = Patience)]
    public async Task Scrape_OfAService_SaysNothingByTwoNames()
    {
        Scrape scrape = await service.ScrapeAsync();
        Assert.DoesNotContain("process_cpu_time_seconds_total", scrape.Names);
        Assert.DoesNotContain("process_memory_usage_bytes", scrape.Names);
        Assert.Contains("dotnet_process_cpu_time_seconds_total", scrape.Names);
        Assert.Contains("dotnet_process_memory_working_set_bytes", scrape.Names);
    }

    [Fact(Timeout = Patience)]
    public async Task Histograms_OfAService_AddUp()
    {
        await PredictAsync(1);
        Scrape scrape = await service.ScrapeAsync();
        string[] whole = [.. scrape.Series.Where(series => series.Contains("le=\"+Inf\"", StringComparison.Ordinal))];
        Assert.NotEmpty(whole);
        Assert.All(whole, series => Assert.Equal(
            scrape[series],
            scrape[series.Replace("_bucket{", "_count{", StringComparison.Ordinal).Replace("le=\"+Inf\",", "", StringComparison.Ordinal).Replace("le=\"+Inf\"", "", StringComparison.Ordinal)]));
    }

    [Fact(Timeout = Patience)]
    public async Task Predictions_OfPixels_AreCountedOneByOne()
    {
        const int Sent = 5;
        const string Requests = "http_server_request_duration_seconds_count";
        string[] raw = ["http_route=\"/predict/raw\"", "status_code=\"200\""];
        Scrape before = await SettledAsync();
        await PredictAsync(Sent);
        Scrape after = await service.ScrapeUntilAsync(scrape => scrape.Sum(Requests, raw) - before.Sum(Requests, raw), Sent);
        Assert.Equal(Sent, after[Digit] - before[Digit]);
        Assert.Equal(Sent, Grown("digits_prediction_confidence_count{model=\"cnn\"}", before, after));
        Assert.Equal((Sent, Sent, Sent), (Stage("read", before, after), Stage("wait", before, after), Stage("write", before, after)));
        Assert.Equal((0, 0, 0), (Stage("turn", before, after), Stage("decode", before, after), Stage("prepare", before, after)));
        Assert.Equal(Sent, Grown("digits_batch_size_sum{}", before, after));
        Assert.Equal(Stage("run", before, after), Grown("digits_batch_size_count{}", before, after));
        Assert.Equal(before.Sum("digits_refusals_total"), after.Sum("digits_refusals_total"));
    }

    [Fact(Timeout = Patience)]
    public async Task Prediction_OfAPicture_PassesThroughEveryStage()
    {
        Scrape before = await SettledAsync();
        await Answers.DigitAsync(7, await service.Client.TellAsync("/predict/image", Bodies.Octets(Samples.Seven)));
        Scrape after = await service.ScrapeUntilAsync(scrape => scrape[Digit] - before[Digit], 1);
        Assert.All(StagesOfAPicture, stage => Assert.Equal(1, Stage(stage, before, after)));
        Assert.Equal(before.Sum("digits_second_readings_total"), after.Sum("digits_second_readings_total"));
    }

    [Fact(Timeout = Patience)]
    public async Task Picture_ReadASecondTime_IsCountedByTheReadingThatIsAnswered()
    {
        Scrape before = await SettledAsync();
        byte[] squared = GrayPng.Encode(DigitScenes.Draw("dark squares", 3, 0), DigitScenes.Side);
        HttpResponseMessage answer = await service.Client.TellAsync("/predict/image?explain=true", Bodies.Octets(squared));
        string reading = (await Answers.OkAsync(answer)).GetProperty("explanation").GetProperty("reading").GetString()!;
        Assert.NotEqual("plain", reading);
        string series = $"digits_second_readings_total{{reading=\"{reading}\"}}";
        Scrape after = await service.ScrapeUntilAsync(scrape => Grown(series, before, scrape), 1);
        Assert.Equal(1, after.Sum("digits_second_readings_total") - before.Sum("digits_second_readings_total"));
        Assert.Equal(1, Stage("explain", before, after));
    }

    [Fact(Timeout = Patience)]
    public async Task Batch_WithABadItem_CountsPredictionsAndTheRefusal()
    {
        Scrape before = await SettledAsync();
        string seven = Convert.ToBase64String(Samples.Seven);
        await Answers.OkAsync(await service.Client.TellAsync("/predict/batch", Bodies.Json($$"""{"images":["{{seven}}","AAAA","{{seven}}"]}""")));
        Scrape after = await service.ScrapeUntilAsync(scrape => scrape[Digit] - before[Digit], 2);
        Assert.Equal(1, Grown("""digits_refusals_total{slug="unsupported-image-format"}""", before, after));
        Assert.Equal(1, after.Sum("digits_refusals_total") - before.Sum("digits_refusals_total"));
    }

    [Theory(Timeout = Patience)]
    [InlineData("POST", "/predict/raw", "{}", "missing-field")]
    [InlineData("POST", "/predict/raw", "{", "malformed-json")]
    [InlineData("POST", "/predict/raw?top=11", "{}", "invalid-parameter")]
    [InlineData("GET", "/predict/raw", "", "method-not-allowed")]
    [InlineData("GET", "/nowhere", "", "not-found")]
    public async Task Request_ThatIsRefused_IsCountedUnderItsSlug(string method, string path, string body, string slug)
    {
        Scrape before = await SettledAsync();
        await service.Client.AskAsync(HttpMethod.Parse(method), path, method == "POST" ? Bodies.Json(body) : null);
        string series = $"digits_refusals_total{{slug=\"{slug}\"}}";
        Scrape after = await service.ScrapeUntilAsync(scrape => Grown(series, before, scrape), 1);
        Assert.Equal(1, after.Sum("digits_refusals_total") - before.Sum("digits_refusals_total"));
    }

    [Fact(Timeout = Patience)]
    public async Task Client_ThatLeavesInItsUpload_IsCountedAndNoRefusal()
    {
        Scrape before = await SettledAsync();
        // A plain socket: a TcpClient says the end of what it sends before it goes, and is answered that it broke off.
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) })
        {
            await socket.ConnectAsync(service.Client.BaseAddress!.Host, service.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
            await socket.SendAsync(
                Encoding.ASCII.GetBytes("POST /predict/raw HTTP/1.1\r\nHost: digits\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"),
                TestContext.Current.CancellationToken);
            await service.ScrapeUntilAsync(scrape => Math.Sign(scrape["digits_body_memory_used_bytes{}"]), 1);
        }

        Scrape after = await service.ScrapeUntilAsync(scrape => Grown("digits_clients_left_total{}", before, scrape), 1);
        Assert.Equal(before.Sum("digits_refusals_total"), after.Sum("digits_refusals_total"));
    }

    [Fact(Timeout = Patience)]
    public async Task Series_WhateverAClientChooses_StayThoseThatThereAre()
    {
        await AskForNothingAsync("first");
        Scrape before = await SettledAsync();
        for (int i = 0; i < 10; i++)
        {
            await AskForNothingAsync($"{Samples.Marker}{i.ToString(CultureInfo.InvariantCulture)}");
        }

        Scrape after = await service.ScrapeUntilAsync(
            scrape => scrape.Sum("http_server_request_duration_seconds_count", "_OTHER") - before.Sum("http_server_request_duration_seconds_count", "_OTHER"), 10);
        Assert.Equal(Requests(before), Requests(after));
        Assert.DoesNotContain(after.Series, series => series.Contains(Samples.Marker, StringComparison.OrdinalIgnoreCase));

        static IEnumerable<string> Requests(Scrape scrape) => scrape.Series
            .Where(series => series.StartsWith("http_", StringComparison.Ordinal) || series.StartsWith("digits_", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Levels_OfAnIdleService_AreItsLimitsAndNothingTaken()
    {
        Scrape scrape = await SettledAsync();
        Assert.Equal(1, scrape["digits_ready{}"]);
        Assert.Equal((1024, 0, 0), (
            scrape["""digits_queue_places_limit{model="cnn"}"""],
            scrape["""digits_queue_places_used{model="cnn"}"""],
            scrape["""digits_queue_size{model="cnn"}"""]));
        Assert.Equal((33_554_432, 100_663_296, 0), (
            scrape["""digits_decode_memory_limit_bytes{weight="light"}"""],
            scrape["""digits_decode_memory_limit_bytes{weight="heavy"}"""],
            scrape.Sum("digits_decode_memory_used_bytes")));
        Assert.Equal((134_217_728, 0), (scrape["digits_body_memory_limit_bytes{}"], scrape["digits_body_memory_used_bytes{}"]));
    }

    [Fact(Timeout = Patience)]
    public async Task Models_OfTheService_AreNamedWithTheirVersionsAndHashes()
    {
        Scrape scrape = await service.ScrapeAsync();
        IEnumerable<string> models = ModelFile.FindAll(Path.Combine(AppContext.BaseDirectory, "models"))
            .Select(file => file.Manifest)
            .Select(model => $"digits_model_info{{model=\"{model.Name}\",sha256=\"{model.Sha256[..12]}\",version=\"{model.Version}\"}}");
        Assert.Equal(
            models.Order(StringComparer.OrdinalIgnoreCase),
            scrape.Series.Where(series => scrape.MetricOf(series) == "digits_model_info").Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A scrape that has everything that was sent before, when every request has ended but for the scrape itself.</summary>
    private async Task<Scrape> SettledAsync()
    {
        Scrape first = await service.ScrapeAsync();
        await service.Client.AskAsync("/health/live");
        const string Live = "http_server_request_duration_seconds_count";
        string[] labels = ["http_route=\"/health/live\""];
        await service.ScrapeUntilAsync(scrape => scrape.Sum(Live, labels) - first.Sum(Live, labels), 1);
        return await service.ScrapeUntilAsync(
            scrape => scrape.Sum("http_server_active_requests") == 1 && scrape["digits_body_memory_used_bytes{}"] == 0 ? 1 : 0, 1);
    }

    private async Task PredictAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Answers.DigitAsync(7, await service.Client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels)));
        }
    }

    private async Task AskForNothingAsync(string name)
    {
        await Answers.ProblemAsync(404, "unknown-model", await service.Client.TellAsync($"/predict/raw?model={name}", Bodies.Octets(Samples.SevenPixels)));
        await service.Client.AskAsync($"/{name}");
        await service.Client.AskAsync(HttpMethod.Parse(name.ToUpperInvariant()), "/predict/raw");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi.yaml");
        request.Headers.Host = $"{name}.example";
        request.Headers.Add("X-Request-Id", name);
        request.Headers.Add("baggage", $"{name}={name}");
        await service.Client.AskAsync(request);
    }

    private static double Stage(string stage, Scrape before, Scrape after) =>
        Grown($"digits_stage_duration_seconds_count{{stage=\"{stage}\"}}", before, after);

    private static double Grown(string series, Scrape before, Scrape after) => after[series] - before[series];
}
