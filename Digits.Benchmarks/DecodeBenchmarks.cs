using BenchmarkDotNet.Attributes;
using Digits.Core.Imaging;
using Digits.Core.Imaging.Png;
using Digits.Core.Imaging.Skia;

namespace Digits.Benchmarks;

/// <summary>From a canvas's PNG to grey pixels: the library, and the PNG reader before it.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks : IDisposable
{
    private readonly byte[] _png = Canvas.Png();
    private readonly byte[] _gray = new byte[Canvas.Side * Canvas.Side];
    private readonly ImageDecoder _library = new(new SkiaCodec());
    private readonly ImageDecoder _reader = new(new ImageCodec());
    private readonly PixelBuffer _pixels = new(Canvas.Side, Canvas.Side, 4);

    [GlobalSetup]
    public void Setup()
    {
        foreach (var (i, level) in Canvas.Gray().Index())
        {
            _pixels.Bytes.Slice(4 * i, 3).Fill(level);
            _pixels.Bytes[(4 * i) + 3] = byte.MaxValue;
        }
    }

    [Benchmark(Baseline = true)]
    public int Library() => Width(_library);

    [Benchmark]
    public int Png() => Width(_reader);

    [Benchmark]
    public bool PngLayoutOnly() => PngLayout.TryRead(_png, out _);

    [Benchmark]
    public byte Flatten()
    {
        LuminanceFlattener.Flatten(_pixels, _gray);
        return _gray[0];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _pixels.Dispose();
        GC.SuppressFinalize(this);
    }

    private int Width(ImageDecoder decoder)
    {
        using GrayImage? image = decoder.Decode(_png).Value;
        return image!.Width;
    }
}
