using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.OnnxRuntime;

public sealed class OrtIoBindingTests
{
    private static readonly long[] OneRow = [1, TinyModel.Width];

    [Fact]
    public void RunWithBinding_BothBound_Answers()
    {
        using var session = new TestSession(TinyModel.Doubling());
        var result = new float[TinyModel.Width];
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3, 4 }, OneRow);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(result, OneRow);
        using OrtIoBinding binding = session.Session.CreateIoBinding();
        binding.BindInput("x", x);
        binding.BindOutput("y", y);

        session.Session.RunWithBinding(session.RunOptions, binding);

        Assert.Equal([2f, 4f, 6f, 8f], result);
    }

    [Fact]
    public void RunWithBinding_InputWrittenBetweenRuns_AnswersTheNewInput()
    {
        using var session = new TestSession(TinyModel.Doubling());
        float[] input = [1, 2, 3, 4];
        var result = new float[TinyModel.Width];
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(input, OneRow);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(result, OneRow);
        using OrtIoBinding binding = session.Session.CreateIoBinding();
        binding.BindInput("x", x);
        binding.BindOutput("y", y);
        session.Session.RunWithBinding(session.RunOptions, binding);

        input[0] = 10;
        session.Session.RunWithBinding(session.RunOptions, binding);

        Assert.Equal([20f, 4f, 6f, 8f], result);
    }

    [Fact]
    public void Value_DisposedWhileBound_StaysPinnedUntilTheBindingIsDisposed()
    {
        using var session = new TestSession(TinyModel.Doubling());
        var memory = new PinCountingMemory(1, 2, 3, 4);
        OrtValue x = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.Memory, OneRow);
        OrtIoBinding binding = session.Session.CreateIoBinding();
        binding.BindInput("x", x);

        x.Dispose();
        int pinsWhileBound = memory.Pins;
        binding.Dispose();

        Assert.Equal((1, 0), (pinsWhileBound, memory.Pins));
    }

    [Fact]
    public void BindInput_NameBoundAgain_LetsGoOfTheFirstValue()
    {
        using var session = new TestSession(TinyModel.Doubling());
        var memory = new PinCountingMemory(1, 2, 3, 4);
        OrtValue first = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.Memory, OneRow);
        using OrtValue second = OrtValue.CreateTensorValueFromMemory(new float[TinyModel.Width], OneRow);
        using OrtIoBinding binding = session.Session.CreateIoBinding();
        binding.BindInput("x", first);
        first.Dispose();

        binding.BindInput("x", second);

        Assert.Equal(0, memory.Pins);
    }

    [Fact]
    public void RunWithBinding_InputNotBound_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(new float[TinyModel.Width], OneRow);
        using OrtIoBinding binding = session.Session.CreateIoBinding();
        binding.BindOutput("y", y);

        Assert.Throws<OnnxRuntimeException>(() => session.Session.RunWithBinding(session.RunOptions, binding));
    }

    [Fact]
    public void RunWithBinding_BindingOfAnotherSession_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        using var other = new TestSession(TinyModel.Doubling());
        using OrtIoBinding binding = other.Session.CreateIoBinding();

        Assert.Throws<OnnxRuntimeException>(() => session.Session.RunWithBinding(session.RunOptions, binding));
    }

    [Fact]
    public void BindInput_NameOfAnOutput_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(new float[TinyModel.Width], OneRow);
        using OrtIoBinding binding = session.Session.CreateIoBinding();

        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => binding.BindInput("y", value));

        Assert.Contains("no input 'y'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BindOutput_ValueDisposed_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        OrtValue value = OrtValue.CreateTensorValueFromMemory(new float[TinyModel.Width], OneRow);
        value.Dispose();
        using OrtIoBinding binding = session.Session.CreateIoBinding();

        Assert.Throws<ObjectDisposedException>(() => binding.BindOutput("y", value));
    }

    [Fact]
    public void RunWithBinding_BindingDisposed_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        OrtIoBinding binding = session.Session.CreateIoBinding();
        binding.Dispose();

        Assert.Throws<ObjectDisposedException>(() => session.Session.RunWithBinding(session.RunOptions, binding));
    }

    [Fact]
    public void CreateIoBinding_SessionDisposed_Throws()
    {
        var session = new TestSession(TinyModel.Doubling());
        session.Dispose();

        Assert.Throws<ObjectDisposedException>(() => session.Session.CreateIoBinding());
    }
}
