using System.Text.Json.Nodes;
using Digits.Core.Imaging;
using Digits.Core.Inference;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Inference;

public sealed class DigitsSelfTestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Models => [.. Real().Select(file => file.Manifest.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Manifest_OfAShippedModel_AsksForTheSelfTest(string model) => Assert.True(Get(model).Manifest.SelfTest);

    [Theory]
    [MemberData(nameof(Models))]
    public void Digits_OfTheSelfTest_AreAllReadByAShippedModel(string model)
    {
        using SessionPool pool = Load(Get(model));
        Judgement[] read = [.. Enumerable.Range(0, ModelManifest.Digits).Select(digit => Read(pool.Sessions[0], digit, Get(model).Manifest))];
        Assert.Equal(Enumerable.Range(0, ModelManifest.Digits), read.Select(judgement => judgement.Digit));
        Assert.All(read, judgement => Assert.Equal(Verdict.Digit, judgement.Verdict));
    }

    [Fact]
    public void Model_ThatSeesOneDigitInAll_IsNamedWithTheFirstThatItMisreads()
    {
        using IModelSession sevens = new GatedModel().Load(File(), 1, 1, TestContext.Current.CancellationToken).Sessions[0];
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => DigitsSelfTest.Require(sevens, File(), TestContext.Current.CancellationToken));
        Assert.Contains("the model mine fails its self-test: it reads the 0 as 7.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RejectManifest.Entropy, "no digit")]
    [InlineData(RejectManifest.None, "0 with a confidence of 0.10, too little to be answered")]
    public void Model_ThatWithholdsADigit_IsNamedWithWhatItSays(string rule, string said)
    {
        // Ten logits of nought.
        using var session = new FakeSession(maxBatchSize: 1);
        session.OnRun = _ => session.Inputs.Clear();
        ModelFile file = File(rule);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => DigitsSelfTest.Require(session, file, TestContext.Current.CancellationToken));
        Assert.Contains($"it reads the 0 as {said}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAModelThatNeedNotReadTheDigits_RunsNone()
    {
        Assert.Throws<InvalidDataException>(() => Load(Unsure("softmax", selfTest: true)));
        Load(Unsure("softmax", selfTest: false)).Dispose();
    }

    public void Dispose() => _folder.Dispose();

    private static IReadOnlyList<ModelFile> Real() => ModelFile.FindAll(Path.Combine(AppContext.BaseDirectory, "models"));

    private static ModelFile Get(string model) => Real().Single(file => file.Manifest.Name == model);

    private static Judgement Read(IModelSession session, int digit, ModelManifest manifest)
    {
        using GrayImage picture = DigitsSelfTest.Draw(digit);
        using PreparedDigit prepared = DigitPreprocessor.Prepare(picture).Value!;
        prepared.Tensor.Values.CopyTo(session.Inputs);
        session.Run(1);
        return Judge.Decide(session.Logits, manifest);
    }

    private static SessionPool Load(ModelFile file) => new OnnxModelLoader().Load(file, sessions: 1, maxBatchSize: 1, TestContext.Current.CancellationToken);

    /// <summary>A shipped model with a temperature at which no answer has much confidence.</summary>
    private static ModelFile Unsure(string model, bool selfTest)
    {
        ModelFile file = Get(model);
        return file with { Manifest = file.Manifest with { Temperature = 100, SelfTest = selfTest } };
    }

    private ModelFile File(string rule = RejectManifest.None)
    {
        _folder.AddModel("mine", "1", json => json["reject"] = new JsonObject { ["rule"] = rule, ["threshold"] = 0.5 });
        return ModelFile.FindAll(_folder.Path)[0];
    }
}
