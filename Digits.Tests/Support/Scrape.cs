using System.Globalization;
using System.Text.RegularExpressions;

namespace Digits.Tests.Support;

/// <summary>What /metrics says, read strictly by the grammar of Prometheus' text format: a line that is none fails the test.</summary>
internal sealed partial class Scrape
{
    private static readonly string[] HistogramParts = ["_bucket", "_sum", "_count"];

    private readonly List<string> _series = [];
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    public Scrape(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Comment().Match(line) is { Success: true } comment)
            {
                Dictionary<string, string> said = comment.Groups["kind"].Value == "TYPE" ? Types : Help;
                Assert.True(said.TryAdd(comment.Groups["name"].Value, comment.Groups["rest"].Value), $"Twice: {line}");
                continue;
            }

            Match sample = Sample().Match(line);
            Assert.True(sample.Success, $"No line of the format: {line}");
            IEnumerable<string> labels = Label().Matches(sample.Groups["labels"].Value).Select(label => label.Value);
            string series = $"{sample.Groups["name"].Value}{{{string.Join(',', labels.Order(StringComparer.Ordinal))}}}";
            _series.Add(series);
            _values[series] = double.Parse(sample.Groups["value"].Value.Replace("Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The kind of each metric, by its name.</summary>
    public Dictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>The description of each metric, by its name.</summary>
    public Dictionary<string, string> Help { get; } = new(StringComparer.Ordinal);

    /// <summary>Every series: its name, and its labels in order. One that is there twice is here twice.</summary>
    public IReadOnlyList<string> Series => _series;

    /// <summary>Every name that a query can ask for.</summary>
    public HashSet<string> Names => [.. _series.Select(NameOf)];

    /// <summary>Every label that a query can ask for.</summary>
    public HashSet<string> Labels => [.. _series.SelectMany(series => Label().Matches(series)).Select(label => label.Groups["name"].Value)];

    /// <summary>The value of a series, as <see cref="Series"/> spells it; 0 where it is not there.</summary>
    public double this[string series] => _values.GetValueOrDefault(series);

    /// <summary>The sum of all series of a name that have all of some labels.</summary>
    public double Sum(string name, params string[] labels) => _values
        .Where(value => NameOf(value.Key) == name && Array.TrueForAll(labels, label => value.Key.Contains(label, StringComparison.Ordinal)))
        .Sum(value => value.Value);

    /// <summary>The metric that a series is of: a histogram's has no _bucket, _sum or _count.</summary>
    public string MetricOf(string series)
    {
        string name = NameOf(series);
        string? part = Array.Find(HistogramParts, part => name.EndsWith(part, StringComparison.Ordinal));
        return part is not null && Types.GetValueOrDefault(name[..^part.Length]) == "histogram" ? name[..^part.Length] : name;
    }

    private static string NameOf(string series) => series[..series.IndexOf('{', StringComparison.Ordinal)];

    [GeneratedRegex("^# (?<kind>TYPE|HELP) (?<name>[a-z_:][a-z0-9_:]*) (?<rest>.+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-z_:][a-z0-9_:]*)(\{(?<labels>([a-z_][a-z0-9_]*="([^"\\]|\\["\\n])*",?)*)\})? (?<value>[0-9.E+-]+|[+-]Inf|NaN)$""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Sample();

    [GeneratedRegex("""(?<name>[a-z_][a-z0-9_]*)="([^"\\]|\\["\\n])*\x22""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Label();
}
