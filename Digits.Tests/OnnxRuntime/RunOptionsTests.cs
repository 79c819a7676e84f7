using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.OnnxRuntime;

public sealed class RunOptionsTests
{
    [Fact]
    public void Terminate_Set_RunThrows()
    {
        using var session = new TestSession(TinyModel.Doubling());
        session.RunOptions.Terminate = true;

        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => session.RunRow(1, 2, 3, 4));

        Assert.Contains("terminate", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Terminate_SetAndUnset_RunAnswers()
    {
        using var session = new TestSession(TinyModel.Doubling());
        session.RunOptions.Terminate = true;
        session.RunOptions.Terminate = false;

        Assert.Equal([2f, 4f, 6f, 8f], session.RunRow(1, 2, 3, 4));
    }

    [Fact]
    public void Run_OptionsDisposed_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        session.RunOptions.Dispose();

        Assert.Throws<ObjectDisposedException>(() => session.RunRow(1, 2, 3, 4));
    }
}
