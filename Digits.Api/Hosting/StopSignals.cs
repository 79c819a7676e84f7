using System.Runtime.InteropServices;

namespace Digits.Api.Hosting;

/// <summary>Ends the process at once on the second signal to stop, with 128 and the signal's number as shells have it; the host heeds the first.</summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly (PosixSignal Signal, int ExitCode)[] Known =
    [
        (PosixSignal.SIGINT, 128 + 2),
        (PosixSignal.SIGQUIT, 128 + 3),
        (PosixSignal.SIGTERM, 128 + 15),
    ];

    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    /// <summary>Counts from now on. On Windows they are Ctrl-C, Ctrl-Break and the end of the session.</summary>
    public StopSignals() => _registrations =
    [
        .. Known.Select(known => PosixSignalRegistration.Create(known.Signal, _ =>
        {
            if (Interlocked.Increment(ref _count) > 1)
            {
                Environment.Exit(known.ExitCode);
            }
        })),
    ];

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());
}
