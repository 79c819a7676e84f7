using System.Text.Json.Nodes;
using Digits.Core.Imaging;
using Digits.Core.Inference;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Support;

/// <summary>A recognizer over <see cref="FakeSession"/>: the digit k is the one whose pixel k * 87 is the brightest.</summary>
internal sealed class TestRecognizer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly InputReader _reader;
    private readonly ModelCatalog _catalog;

    public TestRecognizer(int queueCapacity = 100, Action<int>? onRun = null)
    {
        // Cold enough that one bright pixel makes a sure answer.
        _folder.AddModel("cnn", "4", json =>
        {
            json["temperature"] = 0.05;
            json["reject"] = new JsonObject { ["rule"] = "none" };
        });
        IOptions<RecognitionOptions> options = Options.Create(new RecognitionOptions
        {
            ModelsFolder = _folder.Path,
            QueueCapacity = queueCapacity,
            MaxBatchSize = 16,
            Parallelism = 1,
        });
        Session = new FakeSession(16) { OnRun = onRun };
        _reader = new InputReader(new PictureReader(new ImageDecoder(new ImageCodec())), options);
        _catalog = new ModelCatalog(options, new FakeLoader(_ => Session), NullLogger<ModelCatalog>.Instance);
        Recognizer = new DigitRecognizer(_catalog, _reader, options.Value);
    }

    public FakeSession Session { get; }

    public DigitRecognizer Recognizer { get; }

    public static async Task<TestRecognizer> LoadedAsync(int queueCapacity = 100, Action<int>? onRun = null)
    {
        TestRecognizer test = new(queueCapacity, onRun);
        await test.Recognizer.LoadAsync();
        return test;
    }

    /// <summary>Pixels that are read as this digit.</summary>
    public static byte[] PixelsOf(int digit)
    {
        byte[] pixels = new byte[DigitTensor.Length];
        pixels[digit * FakeSession.Step] = 255;
        return pixels;
    }

    public async ValueTask DisposeAsync()
    {
        await _catalog.DisposeAsync();
        _reader.Dispose();
        _folder.Dispose();
    }
}
