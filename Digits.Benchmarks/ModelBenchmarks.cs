using BenchmarkDotNet.Attributes;
using Digits.Core.Imaging;
using Digits.Core.Inference;
using Digits.Core.Preprocessing;

namespace Digits.Benchmarks;

/// <summary>The network alone on one thread; one operation is one image. A cascade reads a plain digit by its first stage alone.</summary>
[MemoryDiagnoser]
public class ModelBenchmarks
{
    private const int Largest = 16;
    private SessionPool? _pool;

    [Params("cnn", "softmax")]
    public string Model { get; set; } = "cnn";

    [Params(false, true)]
    public bool Noise { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        ModelFile file = ModelFile.FindAll(Path.Combine(AppContext.BaseDirectory, "models")).Single(found => found.Manifest.Name == Model);
        _pool = new OnnxModelLoader().Load(file, 1, Largest);
        using GrayImage picture = new(Canvas.Side, Canvas.Side);
        Canvas.Gray().CopyTo(picture.Pixels);
        using PreparedDigit digit = DigitPreprocessor.Prepare(picture).Value!;
        var random = new Random(1);
        Span<float> inputs = _pool.Sessions[0].Inputs;
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Noise ? random.NextSingle() : digit.Tensor.Values[i % DigitTensor.Length];
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _pool?.Dispose();

    [Benchmark(Baseline = true)]
    public void BatchOfOne() => _pool!.Sessions[0].Run(1);

    [Benchmark(OperationsPerInvoke = Largest)]
    public void BatchOfSixteen() => _pool!.Sessions[0].Run(Largest);
}
