using System.Diagnostics;
using Digits.Api.Hosting;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

public sealed class OpenFilesTests
{
    private const int Patience = 60_000;

    [Theory]
    [InlineData(4096, null, 4096)]
    [InlineData(4096, 1_048_576L, 4096)]
    [InlineData(4096, 1024L, 576)]
    [InlineData(100, 1024L, 100)]
    [InlineData(4096, 10L, 1)]
    public void Connections_WhereFilesAreFew_LeaveSomeForTheProcess(int wanted, long? limit, int allowed) =>
        Assert.Equal(allowed, OpenFiles.LimitConnections(wanted, limit));

    [Theory(Timeout = Patience)]
    [InlineData(64)]
    [InlineData(200)]
    [InlineData(500)]
    public async Task Start_WithTooFewFiles_EndsInOneLine(int files)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Limits are read where Linux tells them.");
        string command = $"ulimit -n {files}; exec \"$0\" \"$1\" --urls=http://127.0.0.1:0";
        var start = new ProcessStartInfo("/bin/sh", ["-c", command, DotnetHost.Require(), typeof(Program).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        string said = await process.StandardError.ReadToEndAsync(cancellationToken) + await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal($"Digits cannot start: it may open {files} files and needs 512 (ulimit -n).", said.Trim());
        Assert.Equal(1, process.ExitCode);
    }
}
