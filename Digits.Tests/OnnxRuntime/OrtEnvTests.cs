using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.OnnxRuntime;

public sealed class OrtEnvTests
{
    [Fact]
    public void Instance_AskedTwice_IsTheSame() => Assert.Same(OrtEnv.Instance(), OrtEnv.Instance());

    [Fact]
    public void GetVersionString_ServesApi22_IsAtLeastThatRelease() =>
        Assert.True(Version.Parse(OrtEnv.Instance().GetVersionString()) >= new Version(1, 22));

    [Fact]
    public void Dispose_OfAnotherEnvironment_LeavesSessionsRunning()
    {
        using var session = new TestSession(TinyModel.Doubling());

        OrtEnv.Create(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "other").Dispose();

        Assert.Equal([2f, 4f, 6f, 8f], session.RunRow(1, 2, 3, 4));
    }
}
