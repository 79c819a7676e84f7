using System.Text.Json;
using System.Text.RegularExpressions;
using Digits.Core.Recognition;
using Digits.Tests.Imaging;
using Digits.Tests.Support;

namespace Digits.Tests.Deploy;

/// <summary>Holds the dashboard, the rules and docs/metrics.md to what a service that has seen every stage exports.</summary>
public sealed partial class MonitoringTests(MonitoringTests.Service service) : IClassFixture<MonitoringTests.Service>
{
    private const int Patience = 180_000;
    private const string Dashboard = "deploy/grafana/dashboards/digits.json";
    private const string Rules = "deploy/prometheus/rules.yml";

    /// <summary>What Prometheus adds to every series, and to a histogram's.</summary>
    private static readonly string[] LabelsOfPrometheus = ["instance", "job", "le"];

    [Theory]
    [InlineData(Dashboard)]
    [InlineData(Rules)]
    public void Queries_OfAFile_AskForMetricsThatThereAre(string file)
    {
        string[] asked = [.. Queries(file).SelectMany(query => Metric().Matches(Strings().Replace(query, ""))).Select(metric => metric.Value)];
        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(service.Scrape.Names, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Dashboard)]
    [InlineData(Rules)]
    public void Queries_OfAFile_AskForLabelsThatThereAre(string file)
    {
        IEnumerable<string> matched = Queries(file).SelectMany(query => Matcher().Matches(query)).Select(label => label.Groups["label"].Value);
        IEnumerable<string> grouped = Queries(file).SelectMany(query => Grouping().Matches(query))
            .SelectMany(labels => labels.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries));
        string[] asked = [.. matched, .. grouped];
        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(service.Scrape.Labels, StringComparer.Ordinal).Except(LabelsOfPrometheus, StringComparer.Ordinal));
    }

    [Fact]
    public void Slugs_OfTheRules_AreThoseOfTheTable()
    {
        string[] slugs = [.. Slugs().Matches(Read(Rules)).SelectMany(match => match.Groups["slugs"].Value.Split('|'))];
        Assert.NotEmpty(slugs);
        Assert.Empty(slugs.Except(ProblemTable.All.Select(problem => problem.Slug), StringComparer.Ordinal));
    }

    [Fact]
    public void Page_AboutMetrics_HasExactlyThoseOfTheService()
    {
        IEnumerable<string> exported = service.Scrape.Types.Keys.Where(name => name.StartsWith("digits_", StringComparison.Ordinal));
        IEnumerable<string> rows = Row().Matches(Read("docs/metrics.md")).Select(row => row.Groups["name"].Value);
        Assert.Equal(exported.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Page_AboutMetrics_NamesNoOtherThatThereIsNot()
    {
        IEnumerable<string> named = Metric().Matches(Read("docs/metrics.md")).Select(metric => metric.Value);
        Assert.Empty(named.Except(service.Scrape.Types.Keys.Concat(service.Scrape.Names), StringComparer.Ordinal));
    }

    [Fact]
    public void Page_AboutMetrics_HasExactlyTheStagesOfTheService()
    {
        IEnumerable<string> exported = service.Scrape.Series
            .Where(series => series.StartsWith("digits_stage_duration_seconds_count", StringComparison.Ordinal))
            .Select(series => series.Split('"')[1]);
        IEnumerable<string> rows = StageRow().Matches(Read("docs/metrics.md")).Select(row => row.Groups["stage"].Value);
        Assert.Equal(exported.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Panels_OfTheDashboard_LieBesideEachOther()
    {
        (int X, int Y, int Width, int Height)[] places =
        [
            .. from panel in JsonElement.Parse(Read(Dashboard)).GetProperty("panels").EnumerateArray()
               let at = panel.GetProperty("gridPos")
               select (at.GetProperty("x").GetInt32(), at.GetProperty("y").GetInt32(), at.GetProperty("w").GetInt32(), at.GetProperty("h").GetInt32()),
        ];
        string[] cells = [.. from place in places from x in Enumerable.Range(place.X, place.Width) from y in Enumerable.Range(place.Y, place.Height) select $"{x} {y}"];
        Assert.Equal(cells.Distinct(StringComparer.Ordinal), cells);
        Assert.All(places, place => Assert.InRange(place.X + place.Width, 1, 24));
    }

    [Fact(Timeout = Patience)]
    public async Task Promtool_OfTheScrape_FindsNoFault()
    {
        using var folder = new TemporaryFolder();
        string scrape = folder.Write("metrics.txt", System.Text.Encoding.UTF8.GetBytes(service.Text));
        (int code, string said) = await Promtool.RunAsync(await File.ReadAllTextAsync(scrape, TestContext.Current.CancellationToken), "check", "metrics");
        Assert.True(code == 0, said);
    }

    [Theory(Timeout = Patience)]
    [InlineData("check", "config", "deploy/prometheus/prometheus.yml")]
    [InlineData("check", "rules", Rules)]
    [InlineData("test", "rules", "deploy/prometheus/rules.test.yml")]
    public async Task Promtool_OfTheFiles_FindsNoFault(string verb, string what, string file)
    {
        (int code, string said) = await Promtool.RunAsync("", verb, what, Path.Combine(RepositoryRoot.Require(), file));
        Assert.True(code == 0, said);
    }

    [Fact(Timeout = Patience)]
    public async Task Promtool_OfTheDashboard_FindsNoFault()
    {
        using var folder = new TemporaryFolder();
        var rules = new
        {
            groups = new[]
            {
                new
                {
                    name = "dashboard",
                    rules = Queries(Dashboard).Select((query, i) => new { record = $"panel:{i}", expr = query.Replace("$__rate_interval", "5m", StringComparison.Ordinal) }),
                },
            },
        };
        string file = folder.Write("rules.yml", JsonSerializer.SerializeToUtf8Bytes(rules));
        (int code, string said) = await Promtool.RunAsync("", "check", "rules", file);
        Assert.True(code == 0, said);
    }

    private static string[] Queries(string file) => file == Dashboard
        ? [.. JsonElement.Parse(Read(Dashboard)).GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)]
        : [.. Expression().Matches(Read(file)).Select(rule => rule.Groups["query"].Value)];

    private static string Read(string file) => File.ReadAllText(Path.Combine(RepositoryRoot.Require(), file)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\b(digits|http_server|kestrel|dotnet|process)_[a-z0-9_]*[a-z0-9]\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Metric();

    [GeneratedRegex("""\{[^}]*\}|"[^"]*"|\b(by|without) ?\([^)]*\)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Strings();

    [GeneratedRegex("""[{,] *(?<label>[a-z_]+)(=|!=|=~|!~)["]""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\bby \((?<labels>[a-z_, ]+)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Grouping();

    [GeneratedRegex("""slug=~?"(?<slugs>[a-z|-]+)["]""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Slugs();

    [GeneratedRegex(@"^        expr: (?<query>[^|\n].*|\|\n(          .*\n)+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"^\| `(?<name>digits_[a-z0-9_]+)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `(?<stage>[a-z]+)` \| [^|]+ \| [^|]+ \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex StageRow();

    /// <summary>A service that has seen every stage.</summary>
    public sealed class Service : IAsyncLifetime
    {
        private readonly MeasuredService _service = new();

        /// <summary>What it says at /metrics.</summary>
        public string Text { get; private set; } = "";

        internal Scrape Scrape { get; private set; } = new("");

        public async ValueTask InitializeAsync()
        {
            await _service.InitializeAsync();
            byte[] squared = GrayPng.Encode(DigitScenes.Draw("dark squares", 3, 0), DigitScenes.Side);
            await Answers.OkAsync(await _service.Client.TellAsync("/predict/image?explain=true", Bodies.Octets(squared)));
            await Answers.OkAsync(await _service.Client.TellAsync("/predict/number", Bodies.Octets(FixtureFile.Read("numbers/07.png"))));
            Scrape = await _service.ScrapeUntilAsync(scrape => scrape.Sum("http_server_request_duration_seconds_count", "/predict/image"), 1);
            Text = await _service.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        }

        public ValueTask DisposeAsync() => _service.DisposeAsync();
    }
}
