using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.OnnxRuntime;

public sealed partial class OrtEnvTests
{
    [Fact]
    public void Instance_AskedTwice_IsTheSame() => Assert.Same(OrtEnv.Instance(), OrtEnv.Instance());

    [Fact]
    public void GetVersionString_ServesApi22_IsAtLeastThatRelease() =>
        Assert.True(Version.Parse(OrtEnv.Instance().GetVersionString()) >= new Version(1, 22));

    [Fact]
    public void DisableTelemetryEvents_AnyTime_LeavesSessionsRunning()
    {
        OrtEnv.Instance().DisableTelemetryEvents();
        using var session = new TestSession(TinyModel.Doubling());
        Assert.Equal([2f, 4f, 6f, 8f], session.RunRow(1, 2, 3, 4));
    }

    // The native library asks the C library, whose environment is not the runtime's copy of it.
    [Fact(SkipUnless = nameof(IsLinux), Skip = "Asks glibc.")]
    public void Load_OfTheLibrary_TellsItNotToReportHome()
    {
        _ = OrtEnv.Instance();
        Assert.Equal("1", Marshal.PtrToStringUTF8(GetEnv("ORT_DISABLE_TELEMETRY")));
    }

    public static bool IsLinux => OperatingSystem.IsLinux();

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnv(string name);

    [Fact]
    public void Dispose_OfAnotherEnvironment_LeavesSessionsRunning()
    {
        using var session = new TestSession(TinyModel.Doubling());

        OrtEnv.Create(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "other").Dispose();

        Assert.Equal([2f, 4f, 6f, 8f], session.RunRow(1, 2, 3, 4));
    }
}
