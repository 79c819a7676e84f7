using System.Globalization;

namespace Digits.Api.Hosting;

/// <summary>How many files the process may open: each connection is one, and a process that runs out of them dies.</summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Row = "Max open files";

    /// <summary>What the process opens besides connections, with room to spare.</summary>
    private const int Others = 256;

    /// <summary>The number of connections that was asked for, or fewer where the process may not open as many files. At least 1.</summary>
    public static int LimitConnections(int wanted) => Limit() is { } limit ? (int)Math.Clamp(limit - Others, 1, wanted) : wanted;

    private static long? Limit()
    {
        if (!File.Exists(Limits))
        {
            return null;
        }

        string? row = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Row, StringComparison.Ordinal));
        string? soft = row?[Row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : null;
    }
}
