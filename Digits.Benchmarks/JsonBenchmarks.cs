using System.Buffers;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Digits.Api.Contracts;
using Digits.Core.Recognition;
using Digits.Core.Serialization;

namespace Digits.Benchmarks;

/// <summary>784 pixels out of their JSON, and an answer into its own.</summary>
[MemoryDiagnoser]
public class JsonBenchmarks : IDisposable
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes($"{{\"pixels\":[{string.Join(',', Canvas.Small())}]}}");
    private readonly byte[] _pixels = new byte[784];
    private readonly Prediction _prediction = new(
        Verdict.Digit, [0.0001f, 0.9987f, 0, 0.0004f, 0.0000051f, 0, 0.0002f, 0, 0.0003f, 0.0003f], new ModelIdentity("cnn", "2"), null);

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json = new(Stream.Null);

    [Benchmark(Baseline = true)]
    public bool GeneralPixels() => PixelJson.ParseAnyBody(_body, _pixels) is null;

    [Benchmark]
    public bool PlainPixelBody() => PlainPixels.TryParse(_body, _pixels);

    [Benchmark]
    public long Answer()
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        PredictionJson.Write(_json, _prediction, 3);
        return _json.BytesPending;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _json.Dispose();
        GC.SuppressFinalize(this);
    }
}
