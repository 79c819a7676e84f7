namespace Digits.Cli.Evaluate;

/// <summary>Keeps the misreads of which the model was surest, however many there are; those answered come before those withheld.</summary>
internal sealed class WorstMisreads(int most)
{
    private readonly PriorityQueue<Misread, (bool IsAnswered, float Confidence, int Order)> _kept = new();
    private int _added;

    public void Add(Misread misread)
    {
        _kept.Enqueue(misread, (misread.Scored.Standing == Standing.Answered, misread.Scored.Confidence, -_added++));
        if (_kept.Count > most)
        {
            _kept.Dequeue();
        }
    }

    /// <summary>The worst first.</summary>
    public Misread[] ToArray() => [.. _kept.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];
}
