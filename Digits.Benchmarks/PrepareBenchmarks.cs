using BenchmarkDotNet.Attributes;
using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Benchmarks;

/// <summary>From grey pixels to the network's input: the whole recipe, and its steps.</summary>
[MemoryDiagnoser]
public class PrepareBenchmarks : IDisposable
{
    private readonly GrayImage _picture = new(Canvas.Side, Canvas.Side);
    private readonly Survey _survey;
    private readonly GrayImage _depth;
    private readonly PixelBox _box = new(60, 42, 216, 245);

    public PrepareBenchmarks()
    {
        Canvas.Gray().CopyTo(_picture.Pixels);
        _survey = Survey.Of(_picture);
        _depth = new GrayImage(_survey.Image.Width, _survey.Image.Height);
        new EvenPaper(255, darkInk: true).MeasureDepth(
            _survey.Image, new PixelBox(0, 0, _depth.Width, _depth.Height), 1, _depth);
    }

    [Benchmark(Baseline = true)]
    public bool Prepare()
    {
        using PreparedDigit? digit = DigitPreprocessor.Prepare(_picture).Value;
        return digit!.Inverted;
    }

    [Benchmark]
    public int TakeSurvey()
    {
        using Survey survey = Survey.Of(_picture);
        return survey.Factor;
    }

    [Benchmark]
    public double FindPaper()
    {
        PaperFinder.TryFind(_survey.Image, out _, out double inkDepth);
        return inkDepth;
    }

    [Benchmark]
    public int FindParts() => InkParts.Find(_depth, 60)!.Dropped.Count;

    [Benchmark]
    public float Place()
    {
        using DigitTensor tensor = DigitPlacer.Place(_picture, _box);
        return tensor.Values[0];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _picture.Dispose();
        _survey.Dispose();
        _depth.Dispose();
        GC.SuppressFinalize(this);
    }
}
