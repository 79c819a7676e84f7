using System.Diagnostics;
using System.Runtime.InteropServices;
using Digits.Core.Inference;
using Digits.Tests.Support;

namespace Digits.Tests.Inference;

public sealed partial class OnnxRuntimeLibraryTests
{
    private const int Patience = 60_000;

    [Fact]
    public void Require_InThisProcess_HasTelemetrySwitchedOffWhereNativeCodeLooks()
    {
        OnnxRuntimeLibrary.Require();
        Assert.Equal("1", NativeVariable(OnnxRuntimeLibrary.TelemetryVariable));
    }

    /// <summary>Without the variable, one run of the tool leaves an id of the machine and a database of events to send.</summary>
    [Fact(Timeout = Patience)]
    public async Task Require_InAProcessOfItsOwn_LeavesNothingInTheHomeFolder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ONNX Runtime's build for Windows keeps no files of its own.");
        using var home = new TemporaryFolder();
        var start = new ProcessStartInfo(DotnetHost.Require(), [Path.Combine(AppContext.BaseDirectory, "digits.dll"), "time", "--model", "softmax"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = home.Path,
        };

        // No variable of a CI, under which the library holds back by itself.
        start.Environment.Clear();
        start.Environment["HOME"] = home.Path;
        start.Environment["TMPDIR"] = home.Path;
        using Process tool = Process.Start(start)!;
        string printed = await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains("\"model\":\"softmax\"", printed, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Path));
    }

    private static string? NativeVariable(string name) =>
        OperatingSystem.IsWindows() ? Environment.GetEnvironmentVariable(name) : Marshal.PtrToStringUTF8(GetEnv(name));

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnv(string name);
}
