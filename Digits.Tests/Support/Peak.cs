namespace Digits.Tests.Support;

/// <summary>The most that a count has come to.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Peak
{
    private long _most;

    public long Most => Volatile.Read(ref _most);

    /// <summary>Tells what the count is.</summary>
    public void Reach(long count)
    {
        for (long most = Most; count > most; most = Most)
        {
            Interlocked.CompareExchange(ref _most, count, most);
        }
    }
}
