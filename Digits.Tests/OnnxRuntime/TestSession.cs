using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.OnnxRuntime;

/// <summary>A session with the calls that most tests need.</summary>
internal sealed class TestSession : IDisposable
{
    private static readonly string[] X = ["x"];
    private static readonly string[] Y = ["y"];

    public TestSession(byte[] model, SessionOptions? options = null)
    {
        using var own = new SessionOptions { IntraOpNumThreads = 1 };
        Session = new InferenceSession(model, options ?? own);
    }

    public static string SoftmaxPath => Path.Combine(AppContext.BaseDirectory, "models", "softmax", "1", "model.onnx");

    public InferenceSession Session { get; }

    public RunOptions RunOptions { get; } = new();

    public void Run(OrtValue x, OrtValue y) => Session.Run(RunOptions, X, [x], Y, [y]);

    /// <summary>Runs one row through a model of float32 [n, 4] to [n, 4].</summary>
    public float[] RunRow(params float[] row)
    {
        var result = new float[TinyModel.Width];
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(row, [1, TinyModel.Width]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(result, [1, TinyModel.Width]);
        Run(x, y);
        return result;
    }

    public void Dispose()
    {
        Session.Dispose();
        RunOptions.Dispose();
    }
}
