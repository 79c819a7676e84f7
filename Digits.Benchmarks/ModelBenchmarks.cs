using BenchmarkDotNet.Attributes;
using Digits.Core.Inference;

namespace Digits.Benchmarks;

/// <summary>The network alone on one thread; one operation is one image.</summary>
[MemoryDiagnoser]
public class ModelBenchmarks
{
    private const int Largest = 16;
    private SessionPool? _pool;

    [Params("cnn", "softmax")]
    public string Model { get; set; } = "cnn";

    [GlobalSetup]
    public void Setup()
    {
        ModelFile file = ModelFile.FindAll(Path.Combine(AppContext.BaseDirectory, "models")).Single(found => found.Manifest.Name == Model);
        _pool = new OnnxModelLoader().Load(file, 1, Largest);
        foreach (ref float value in _pool.Sessions[0].Inputs)
        {
            value = Random.Shared.NextSingle();
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _pool?.Dispose();

    [Benchmark(Baseline = true)]
    public void BatchOfOne() => _pool!.Sessions[0].Run(1);

    [Benchmark(OperationsPerInvoke = Largest)]
    public void BatchOfSixteen() => _pool!.Sessions[0].Run(Largest);
}
