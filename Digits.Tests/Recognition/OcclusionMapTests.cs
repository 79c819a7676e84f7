using Digits.Core.Inference;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Recognition;

public sealed class OcclusionMapTests : IAsyncDisposable
{
    private const int Windows = 64;

    private readonly FakeSession _session = new();
    private readonly InferenceEngine _engine;
    private readonly ServedModel _model;
    private readonly DigitTensor _tensor = new();

    public OcclusionMapTests()
    {
        _engine = new InferenceEngine(new SessionPool([_session]), 16, Windows);
        _model = new ServedModel(Manifests.Named("cnn"), _engine);
        _tensor.Values.Clear();
    }

    // The fake model reads a three off this one pixel, column 9 of row 9.
    [Fact]
    public async Task ComputeAsync_AnswerLeansOnOnePixel_IsBrightestThere()
    {
        float[] map = await ComputeForThreeAsync();
        Assert.Equal(1, map[3 * FakeSession.Step]);
    }

    [Fact]
    public async Task ComputeAsync_PlaceThatTheAnswerIgnores_IsDark()
    {
        float[] map = await ComputeForThreeAsync();
        Assert.Equal((0, 0), (map[0], map[DigitTensor.Length - 1]));
    }

    [Fact]
    public async Task ComputeAsync_AnyAnswer_IsFromZeroToOne()
    {
        float[] map = await ComputeForThreeAsync();
        Assert.Equal(DigitTensor.Length, map.Length);
        Assert.All(map, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public async Task ComputeAsync_NothingMatters_IsDarkEverywhere()
    {
        float[] map = await OcclusionMap.ComputeAsync(_model, _tensor, new float[10], TestContext.Current.CancellationToken);
        Assert.All(map, value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task ComputeAsync_Tensor_IsLeftAsItWas()
    {
        await ComputeForThreeAsync();
        Assert.Equal((1f, 1f), (_tensor.Values[3 * FakeSession.Step], _tensor.Values.ToArray().Sum()));
    }

    // One place is all that an explanation takes, however many runs it needs.
    [Fact]
    public async Task ComputeAsync_AnyAnswer_RunsOneAtATime()
    {
        await ComputeForThreeAsync();
        Assert.Equal(Enumerable.Repeat(1, Windows), _session.Batches);
    }

    [Fact]
    public async Task ComputeAsync_ClientHasLeft_IsCancelledWithoutARun()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => OcclusionMap.ComputeAsync(_model, _tensor, new float[10], new CancellationToken(canceled: true)));
        Assert.Empty(_session.Batches);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _tensor.Dispose();
    }

    private async Task<float[]> ComputeForThreeAsync()
    {
        _tensor.Values[3 * FakeSession.Step] = 1;
        float[] logits = new float[10];
        logits[3] = 1;
        float[] map = await OcclusionMap.ComputeAsync(
            _model, _tensor, Softmax.Probabilities(logits, 1), TestContext.Current.CancellationToken);
        return map;
    }
}
