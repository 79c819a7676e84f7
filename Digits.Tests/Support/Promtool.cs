using System.ComponentModel;
using System.Diagnostics;

namespace Digits.Tests.Support;

/// <summary>Prometheus' own checks of metrics, rules and configuration, where they are installed.</summary>
internal static class Promtool
{
    /// <summary>Runs it; skips the test where it is missing.</summary>
    /// <param name="input">What it reads on standard input.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<(int Code, string Said)> RunAsync(string input, params string[] arguments)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using Process process = Start(arguments);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        string said = output + await error;
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, said);
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("promtool", arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("promtool is not installed: Prometheus brings it (Debian's package prometheus).");
            throw;
        }
    }
}
