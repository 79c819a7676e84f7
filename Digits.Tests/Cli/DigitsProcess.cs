using System.Diagnostics;
using Digits.Cli;
using Digits.Tests.Support;

namespace Digits.Tests.Cli;

/// <summary>`digits` as a process of its own, for what only a process does: its streams, signals and exit code.</summary>
internal sealed class DigitsProcess : IDisposable
{
    private const int SigInt = 2;

    /// <summary>
    /// Before the command, where GNU's env is: shells have what they put in the background ignore SIGINT, tests and all that these start as well,
    /// and only env gives the signal back.
    /// </summary>
    private static readonly string[] Env = Run(["/usr/bin/env", "--default-signal=INT", "true"]) ? ["/usr/bin/env", "--default-signal=INT"] : [];

    private readonly Process _process;

    public DigitsProcess(params string[] arguments)
    {
        string[] command = [.. Env, DotnetHost.Require(), typeof(DigitsCommand).Assembly.Location, .. arguments];
        _process = Start(command);
    }

    public StreamReader Output => _process.StandardOutput;

    /// <summary>Writes to its standard input and closes that.</summary>
    public async Task SendAsync(byte[] input)
    {
        await _process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        _process.StandardInput.Close();
    }

    /// <summary>Reads what is left of both streams and waits for the exit code.</summary>
    public async Task<(int Code, string Output, string Error)> EndAsync()
    {
        Task<string> output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        (int code, string error) = await _process.EndAsync();
        return (code, await output, error);
    }

    /// <summary>The exit code and standard error of a process whose output is read no more.</summary>
    public Task<(int Code, string Error)> EndUnreadAsync()
    {
        _process.StandardOutput.Close();
        return _process.EndAsync();
    }

    /// <summary>Does what Ctrl-C does; skips the test where there are no signals.</summary>
    public void Interrupt() => _process.Signal(SigInt);

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static Process Start(string[] command) => Process.Start(new ProcessStartInfo(command[0], command[1..])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static bool Run(string[] command)
    {
        if (!File.Exists(command[0]))
        {
            return false;
        }

        using Process process = Start(command);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
