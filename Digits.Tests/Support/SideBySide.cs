namespace Digits.Tests.Support;

/// <summary>Threads that start together.</summary>
internal static class SideBySide
{
    /// <summary>Does work on so many threads at once and waits for all of them; it is told which it is on, from 0.</summary>
    public static void Run(int count, Action<int> work)
    {
        Thread[] threads = [.. Enumerable.Range(0, count).Select(index => new Thread(() => work(index)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }
}
