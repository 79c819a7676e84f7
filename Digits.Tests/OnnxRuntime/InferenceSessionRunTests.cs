using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Digits.Tests.OnnxRuntime;

public sealed class InferenceSessionRunTests
{
    private static readonly string[] X = ["x"];
    private static readonly string[] Y = ["y"];

    [Fact]
    public void Run_TwoRows_AnswersEach()
    {
        using var session = new TestSession(TinyModel.Doubling());
        var result = new float[8];
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }, [2, 4]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(result, [2, 4]);

        session.Run(x, y);

        Assert.Equal([2f, 4f, 6f, 8f, 10f, 12f, 14f, 16f], result);
    }

    [Fact]
    public void Run_Bytes_AnswersBytes()
    {
        using var session = new TestSession(TinyModel.Identity(TensorElementType.UInt8));
        var result = new byte[TinyModel.Width];
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(new byte[] { 0, 1, 128, 255 }, [TinyModel.Width]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(result, [TinyModel.Width]);

        session.Run(x, y);

        Assert.Equal([0, 1, 128, 255], result);
    }

    [Fact]
    public void Run_CollectionsAreNeitherArraysNorLists_Answers()
    {
        using var session = new TestSession(TinyModel.Doubling());
        var result = new float[TinyModel.Width];
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3, 4 }, [1, 4]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(result, [1, 4]);

        session.Session.Run(
            session.RunOptions, new Queue<string>(X), new Queue<OrtValue>([x]), new List<string>(Y), new List<OrtValue> { y });

        Assert.Equal([2f, 4f, 6f, 8f], result);
    }

    [Fact]
    public void Run_MoreInputsThanFitOnTheStack_SumsThemAll()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"x{i}")];
        using var session = new TestSession(TinyModel.Summing(names));
        var result = new float[TinyModel.Width];
        using OrtValue rows = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3, 4 }, [1, 4]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(result, [1, 4]);

        session.Session.Run(session.RunOptions, names, [.. Enumerable.Repeat(rows, names.Length)], Y, [y]);

        Assert.Equal([20f, 40f, 60f, 80f], result);
    }

    [Fact]
    public void Run_ValueIsNull_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);

        Assert.Throws<ArgumentException>(() => session.Run(x, null!));
    }

    [Fact]
    public void Run_InputShapeDoesNotFit_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(new float[5], [1, 5]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(new float[5], [1, 5]);

        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => session.Run(x, y));

        Assert.Contains("dimension", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Run_OutputShapeDoesNotFit_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(new float[8], [2, 4]);

        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => session.Run(x, y));

        Assert.Contains("shape", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Run_ElementTypeDoesNotFit_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(new int[4], [1, 4]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);

        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => session.Run(x, y));

        Assert.Contains("type", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Run_UnknownInput_NamesItAndTheKnown()
    {
        using var session = new TestSession(TinyModel.Doubling());
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);

        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(
            () => session.Session.Run(session.RunOptions, ["z"], [value], Y, [value]));

        Assert.Contains("no input 'z', only x", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FewerValuesThanNames_Throws()
    {
        using var session = new TestSession(TinyModel.Doubling());
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);

        Assert.Throws<ArgumentException>(() => session.Session.Run(session.RunOptions, X, [], Y, [value]));
    }

    [Fact]
    public void Run_OutputDisposed_ThrowsAndLetsGoOfTheInput()
    {
        using var session = new TestSession(TinyModel.Doubling());
        var memory = new PinCountingMemory(1, 2, 3, 4);
        OrtValue x = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.Memory, [1, 4]);
        OrtValue y = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        y.Dispose();

        Assert.Throws<ObjectDisposedException>(() => session.Run(x, y));
        x.Dispose();

        Assert.Equal(0, memory.Pins);
    }

    [Fact]
    public void Run_SessionDisposed_Throws()
    {
        var session = new TestSession(TinyModel.Doubling());
        session.Session.Dispose();

        Assert.Throws<ObjectDisposedException>(() => session.RunRow(1, 2, 3, 4));
    }

    [Fact]
    public void Run_ValuesReused_AllocatesNothing()
    {
        const int Runs = 1000;
        using var session = new TestSession(TinyModel.Doubling());
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        OrtValue[] inputs = [x];
        OrtValue[] outputs = [y];
        IReadOnlyList<string> inputNames = session.Session.InputNames;
        IReadOnlyList<string> outputNames = session.Session.OutputNames;
        session.Session.Run(session.RunOptions, inputNames, inputs, outputNames, outputs);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Runs; i++)
        {
            session.Session.Run(session.RunOptions, inputNames, inputs, outputNames, outputs);
            y.GetTensorMutableDataAsSpan<float>()[0] = x.GetTensorDataAsSpan<float>()[0];
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
