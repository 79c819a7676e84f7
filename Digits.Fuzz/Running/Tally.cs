using System.Globalization;
using Digits.Fuzz.Requests;

namespace Digits.Fuzz.Running;

/// <summary>Counts what became of cases.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Tally
{
    private const int MostSlow = 5;
    private const int MostFailures = 20;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, SortedDictionary<int, long>> _outcomes = new(StringComparer.Ordinal);
    private readonly List<(TimeSpan Took, FuzzCase Case)> _slowest = [];
    private readonly List<FuzzFailure> _failures = [];

    public long Cases { get; private set; }

    public long Failed { get; private set; }

    /// <summary>The first failures.</summary>
    public IReadOnlyList<FuzzFailure> Failures => _failures;

    /// <summary>Adds a case.</summary>
    /// <param name="one">The case.</param>
    /// <param name="status">Its answer's status; 0 where there was none.</param>
    /// <param name="took">From sending it to its answer.</param>
    /// <param name="failure">What was wrong; null where nothing was.</param>
    public void Add(FuzzCase one, int status, TimeSpan took, FuzzFailure? failure)
    {
        lock (_lock)
        {
            Cases++;
            string row = $"{one.Endpoint}, {one.Kind}";
            if (!_outcomes.TryGetValue(row, out SortedDictionary<int, long>? outcomes))
            {
                _outcomes[row] = outcomes = [];
            }

            outcomes[status] = outcomes.GetValueOrDefault(status) + 1;
            if (_slowest.Count < MostSlow || took > _slowest[^1].Took)
            {
                // A case that is kept keeps no body.
                _slowest.Add((took, one with { Request = [] }));
                _slowest.Sort((a, b) => b.Took.CompareTo(a.Took));
                if (_slowest.Count > MostSlow)
                {
                    _slowest.RemoveAt(MostSlow);
                }
            }

            if (failure is not null)
            {
                Failed++;
                if (_failures.Count < MostFailures)
                {
                    _failures.Add(failure);
                }
            }
        }
    }

    /// <summary>Prints a table, and the slowest.</summary>
    public void Print(TextWriter output)
    {
        lock (_lock)
        {
            int[] statuses = [.. _outcomes.Values.SelectMany(outcomes => outcomes.Keys).Distinct().Order()];
            output.WriteLine($"| request | {string.Join(" | ", statuses.Select(status => status == 0 ? "closed" : status.ToString(CultureInfo.InvariantCulture)))} |");
            output.WriteLine("|---" + string.Concat(Enumerable.Repeat("|---", statuses.Length)) + "|");
            foreach ((string row, SortedDictionary<int, long> outcomes) in _outcomes)
            {
                output.WriteLine($"| {row} | {string.Join(" | ", statuses.Select(status => outcomes.GetValueOrDefault(status)))} |");
            }

            output.WriteLine("slowest: " + string.Join(", ", _slowest.Select(slow =>
                string.Create(CultureInfo.InvariantCulture, $"case {slow.Case.Number} ({slow.Case.Endpoint}, {slow.Case.Kind}) {slow.Took.TotalMilliseconds:F0} ms"))));
        }
    }
}
