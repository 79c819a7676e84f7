using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Digits.Tests.Support;

/// <summary>How a process that a test started comes to its end.</summary>
internal static partial class ProcessExtensions
{
    /// <summary>Reads standard error to its end and waits for the exit code.</summary>
    public static async Task<(int Code, string Error)> EndAsync(this Process process)
    {
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }

    /// <summary>Sends a signal; skips the test where there are none.</summary>
    public static void Signal(this Process process, int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals for one process.");
        Assert.Equal(0, Kill(process.Id, signal));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
