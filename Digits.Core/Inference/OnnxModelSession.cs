using Digits.Core.Preprocessing;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Core.Inference;

/// <summary>Pinned input and output buffers over a shared native session, with one pair of tensor values for every batch size.</summary>
internal sealed class OnnxModelSession : IModelSession
{
    private readonly InferenceSession _native;
    private readonly RunOptions _runOptions = new();
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly float[] _inputs;
    private readonly float[] _logits;

    // Index n - 1 holds the values for a batch of n; they borrow the two buffers, which are pinned for the life of the session.
    private readonly OrtValue[]?[] _inputValues;
    private readonly OrtValue[]?[] _outputValues;

    public OnnxModelSession(InferenceSession native, ModelManifest manifest, int maxBatchSize)
    {
        _native = native;
        _inputNames = [manifest.Input.Name];
        _outputNames = [manifest.Output.Name];
        LogitsPerItem = manifest.Output.Shape[1];
        _inputs = GC.AllocateArray<float>(maxBatchSize * DigitTensor.Length, pinned: true);
        _logits = GC.AllocateArray<float>(maxBatchSize * LogitsPerItem, pinned: true);
        _inputValues = new OrtValue[maxBatchSize][];
        _outputValues = new OrtValue[maxBatchSize][];
    }

    public Span<float> Inputs => _inputs;

    public ReadOnlySpan<float> Logits => _logits;

    public int LogitsPerItem { get; }

    public void Run(int count)
    {
        OrtValue[] inputs = _inputValues[count - 1] ??=
            [Borrow(_inputs, count * DigitTensor.Length, [count, 1, DigitTensor.Side, DigitTensor.Side])];
        OrtValue[] outputs = _outputValues[count - 1] ??= [Borrow(_logits, count * LogitsPerItem, [count, LogitsPerItem])];
        _native.Run(_runOptions, _inputNames, inputs, _outputNames, outputs);
    }

    public void Dispose()
    {
        foreach (OrtValue[]? values in _inputValues.Concat(_outputValues))
        {
            values?[0].Dispose();
        }

        _runOptions.Dispose();
    }

    private static OrtValue Borrow(float[] buffer, int length, long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, length), shape);
}
