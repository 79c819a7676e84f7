using System.Security.Cryptography;
using Digits.Core.Imaging;
using Digits.Core.Inference;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Inference;

public sealed class OnnxModelLoaderTests : IDisposable
{
    private const int MaxBatchSize = 16;

    // One batch size picks other kernels than another, so sums come in another order.
    private const float Tolerance = 1e-4f;

    private readonly OnnxModelLoader _loader = new();
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Models => [.. Real().Select(file => file.Manifest.Name)];

    public static TheoryData<string, double> ModelsAndNoise =>
        [.. from file in Real() from noise in (double[])[0, 0.5, 1] select (file.Manifest.Name, noise)];

    [Theory]
    [MemberData(nameof(ModelsAndNoise))]
    public void Run_Batch_EqualsSingleRuns(string model, double noise)
    {
        using SessionPool pool = _loader.Load(Get(model), sessions: 1, MaxBatchSize, TestContext.Current.CancellationToken);
        IModelSession session = pool.Sessions[0];
        float[] items = Items(MaxBatchSize, seed: 1, noise);
        float[][] singles = [.. items.Chunk(DigitTensor.Length).Select(item => RunAll(session, item))];
        for (int count = 1; count <= MaxBatchSize; count++)
        {
            float[] together = RunAll(session, items[..(count * DigitTensor.Length)]);
            Assert.All(singles[..count].SelectMany(logits => logits).Zip(together), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Run_SameInputTwice_GivesTheSameLogits(string model)
    {
        using SessionPool pool = _loader.Load(Get(model), sessions: 1, MaxBatchSize, TestContext.Current.CancellationToken);
        float[] items = Items(3, seed: 2);
        Assert.Equal(RunAll(pool.Sessions[0], items), RunAll(pool.Sessions[0], items));
    }

    // All sessions share one native session; their buffers must be their own.
    [Theory]
    [MemberData(nameof(Models))]
    public void Run_SessionsSideBySide_GiveWhatOneGives(string model)
    {
        using SessionPool pool = _loader.Load(Get(model), sessions: 4, MaxBatchSize, TestContext.Current.CancellationToken);
        float[][] expected = [.. Enumerable.Range(0, 4).Select(seed => RunAll(pool.Sessions[0], Items(2, seed)))];
        bool[] equal = new bool[4];
        SideBySide.Run(4, thread =>
            equal[thread] = Enumerable.Range(0, 50).All(_ => RunAll(pool.Sessions[thread], Items(2, thread)).SequenceEqual(expected[thread])));
        Assert.Equal([true, true, true, true], equal);
    }

    [Fact]
    public void Load_FileThatIsNoModel_ThrowsWithItsFolder()
    {
        _folder.AddModel("cnn", "1");
        ModelFile file = ModelFile.FindAll(_folder.Path)[0];
        Assert.Contains(file.Folder, LoadError(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileOfAnotherHash_ThrowsWithItsName()
    {
        _folder.AddModel("cnn", "1");
        string model = _folder.Write("cnn/1/model.onnx", [0]);
        Assert.Contains(model, LoadError(ModelFile.FindAll(_folder.Path)[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("input", "picture", "one input picture of float32 [n, 1, 28, 28]")]
    [InlineData("output", "scores", "no output scores of float32 [n, 10]")]
    public void Load_NameThatTheModelHasNot_ThrowsWithThatName(string tensor, string name, string reason)
    {
        ModelFile real = Real()[0];
        byte[] bytes = real.ReadBytes();
        _folder.AddModel("cnn", "1", json =>
        {
            json[tensor]!["name"] = name;
            json["sha256"] = Convert.ToHexString(SHA256.HashData(bytes));
        });
        _folder.Write("cnn/1/model.onnx", bytes);
        Assert.Contains(reason, LoadError(ModelFile.FindAll(_folder.Path)[0]), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static IReadOnlyList<ModelFile> Real() => ModelFile.FindAll(Path.Combine(AppContext.BaseDirectory, "models"));

    private static ModelFile Get(string model) => Real().Single(file => file.Manifest.Name == model);

    private string LoadError(ModelFile file) => Assert.Throws<InvalidDataException>(() => _loader.Load(file, 1, 1, TestContext.Current.CancellationToken).Dispose()).Message;

    /// <summary>Drawn digits, and a share of noise, which a cascade asks its every stage about.</summary>
    private static float[] Items(int count, int seed, double noise = 0.5)
    {
        Random random = new(seed);
        float[] values = new float[count * DigitTensor.Length];
        for (int i = 0; i < count; i++)
        {
            Span<float> item = values.AsSpan(i * DigitTensor.Length, DigitTensor.Length);
            if (random.NextDouble() >= noise)
            {
                Draw(random, item);
                continue;
            }

            foreach (ref float value in item)
            {
                value = random.Next(5) == 0 ? random.NextSingle() : 0;
            }
        }

        return values;
    }

    private static void Draw(Random random, Span<float> item)
    {
        (float[] drawn, int side) = StrokeDigits.Draw(random.Next(10), random.Next(StrokeDigits.Styles), random.Next());
        using GrayImage picture = Picture.From(side, side, (x, y) => (int)(drawn[(y * side) + x] * 255));
        using PreparedDigit digit = DigitPreprocessor.Prepare(picture).Value!;
        digit.Tensor.Values.CopyTo(item);
    }

    private static float[] RunAll(IModelSession session, float[] items)
    {
        int count = items.Length / DigitTensor.Length;
        items.CopyTo(session.Inputs);
        session.Run(count);
        return session.Logits[..(count * session.LogitsPerItem)].ToArray();
    }
}
