using System.Globalization;
using System.Runtime.CompilerServices;

namespace Digits.Api.Hosting;

/// <summary>How many files the process may open: each connection is one, and a process that runs out of them dies.</summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Row = "Max open files";

    /// <summary>
    /// What the process opens besides connections: 254 when it is ready and under load, most of them assemblies, which the runtime holds open;
    /// those that it loads at the first fault of a kind; and connections of the management listener, or that are about to go.
    /// </summary>
    private const int Others = 448;

    private const int Least = Others + 64;

    /// <summary>The number of connections that was asked for, or fewer where the process may not open as many files. At least 1.</summary>
    public static int LimitConnections(int wanted) => LimitConnections(wanted, Limit());

    /// <inheritdoc cref="LimitConnections(int)"/>
    internal static int LimitConnections(int wanted, long? limit) => limit is null ? wanted : (int)Math.Clamp(limit.Value - Others, 1, wanted);

    /// <summary>
    /// Ends a process that would run out of files while it starts, and could not say so then: whatever it says needs assemblies. Before
    /// anything else for the same reason.
    /// </summary>
    [ModuleInitializer]
    internal static void EndWhereTooFew()
    {
        if (Limit() is { } limit && limit < Least)
        {
            StandardError.TryWrite($"Digits cannot start: it may open {limit} files and needs {Least} (ulimit -n).");
            Environment.Exit(1);
        }
    }

    private static long? Limit()
    {
        try
        {
            if (!File.Exists(Limits))
            {
                return null;
            }

            string limits = File.ReadAllText(Limits);
            int row = limits.IndexOf(Row, StringComparison.Ordinal);
            string[] columns = row < 0 ? [] : limits[(row + Row.Length)..].Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
            return columns.Length > 0 && long.TryParse(columns[0], NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : null;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
