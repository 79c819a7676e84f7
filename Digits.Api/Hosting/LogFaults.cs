using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Core;
using Serilog.Debugging;

namespace Digits.Api.Hosting;

/// <summary>What Serilog cannot do: it says so in one place for the whole process, by default to nobody, and goes on without.</summary>
internal static class LogFaults
{
    private const int MostToTell = 5;

    private static readonly Lock OneAtATime = new();
    private static int _told;

    /// <summary>Makes a logger. From then on the first few faults of the process are told on standard error.</summary>
    /// <exception cref="OptionsValidationException">Serilog could not do all that it was asked to do.</exception>
    public static Logger CreateOrThrow(Func<Logger> create)
    {
        var faults = new ConcurrentQueue<string>();
        lock (OneAtATime)
        {
            SelfLog.Enable(faults.Enqueue);
            try
            {
                Logger logger = create();
                if (faults.IsEmpty)
                {
                    return logger;
                }

                logger.Dispose();
            }
            catch (Exception error) when (faults.IsEmpty)
            {
                throw Unusable([error.GetBaseException().Message.Trim()]);
            }
            finally
            {
                SelfLog.Enable(Tell);
            }
        }

        throw Unusable(faults.Select(Shorten));
    }

    private static OptionsValidationException Unusable(IEnumerable<string> faults) =>
        new(LogSettings.Section, typeof(LoggerConfiguration), faults.Select(fault => $"{LogSettings.Section}: {fault}"));

    /// <summary>For example a full disk, or lines that were dropped. Standard error may take no more either, so nobody else waits for it.</summary>
    private static void Tell(string fault)
    {
        if (Interlocked.Increment(ref _told) <= MostToTell)
        {
            new Thread(() => StandardError.TryWrite($"The log has a fault: {Shorten(fault)}")) { IsBackground = true }.Start();
        }
    }

    /// <summary>Without the time in front, the stack, and the list of everything that could have been meant.</summary>
    private static string Shorten(string fault)
    {
        string[] lines = fault[(fault.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split(Environment.NewLine);
        int candidates = lines[0].IndexOf(" Candidate methods", StringComparison.Ordinal);
        return candidates >= 0 ? lines[0][..candidates] : string.Join(' ', lines.Take(2));
    }
}
