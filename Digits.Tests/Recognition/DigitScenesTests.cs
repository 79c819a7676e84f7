using Digits.Core.Recognition;
using Digits.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Tests.Recognition;

/// <summary>The whole way from PNG bytes to the answer with the model that serves, on what cameras and forms send beside the digit.</summary>
public sealed class DigitScenesTests(DigitScenesTests.Recognition recognition) : IClassFixture<DigitScenesTests.Recognition>
{
    private const int Seeds = 3;

    /// <summary>Of thirty pictures; straight upright ones are taken for lines.</summary>
    private const int LeastRight = 26;

    private const int EmptyPictures = 40;

    public static TheoryData<string> Scenes => [.. DigitScenes.All.Keys];

    public static TheoryData<string> EmptyScenes => [.. DigitScenes.Empty.Keys];

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task RecognizeAllAsync_DigitInAScene_IsRead(string scene)
    {
        int[] seeds = [.. Enumerable.Range(0, 10 * Seeds)];
        Outcome<Prediction>[] answers = await recognition.AnswerAsync(seeds.Select(i => DigitScenes.Draw(scene, i / Seeds, i % Seeds)));
        string[] wrong = [.. seeds.Where(i => answers[i].Value?.Digit is { } digit && digit != i / Seeds).Select(i => $"{i / Seeds} as {answers[i].Value?.Digit}")];
        int right = seeds.Count(i => answers[i].Value?.Digit == i / Seeds);
        Assert.True(right >= LeastRight && wrong.Length <= 1, $"{right} of {seeds.Length} are right; {string.Join(", ", wrong)}");
    }

    [Theory]
    [MemberData(nameof(EmptyScenes))]
    public async Task RecognizeAllAsync_SceneWithoutDigit_IsNotAnswered(string scene)
    {
        Outcome<Prediction>[] answers =
            await recognition.AnswerAsync(Enumerable.Range(0, EmptyPictures).Select(seed => DigitScenes.Empty[scene](new Random(seed))));
        Assert.Equal(0, answers.Count(answer => answer.Value?.Digit is not null));
    }

    [Fact]
    public async Task RecognizeAllAsync_DigitsInScenes_AreReadAsAlone()
    {
        float[][] pictures = [.. DigitScenes.All.Keys.Select((scene, i) => DigitScenes.Draw(scene, i, 0))];
        Outcome<Prediction>[] together = await recognition.AnswerAsync(pictures);
        for (int i = 0; i < pictures.Length; i++)
        {
            Outcome<Prediction> alone = (await recognition.AnswerAsync([pictures[i]]))[0];
            DigitInput input = DigitInput.FromImage(GrayPng.Encode(pictures[i], DigitScenes.Side));
            Outcome<Prediction> single = await recognition.Recognizer.RecognizeAsync(input, null, TestContext.Current.CancellationToken);
            Assert.Equal((together[i].Value?.Digit, together[i].Value?.Verdict), (alone.Value?.Digit, alone.Value?.Verdict));
            Assert.Equal((together[i].Value?.Digit, together[i].Value?.Verdict), (single.Value?.Digit, single.Value?.Verdict));
        }
    }

    [Theory]
    [InlineData("a sharp shadow", Reading.Sheet)]
    [InlineData("a sheet on a dark desk", Reading.Sheet)]
    [InlineData("a box inside a margin", Reading.WithoutLines)]
    [InlineData("dark squares", Reading.WithoutLines)]
    public async Task RecognizeImageAsync_ExplainDigitInAScene_TellsHowItWasFound(string scene, Reading reading)
    {
        DigitInput picture = DigitInput.FromImage(GrayPng.Encode(DigitScenes.Draw(scene, 3, 0), DigitScenes.Side));
        Outcome<Prediction> outcome =
            await recognition.Recognizer.RecognizeAsync(picture, new RecognitionQuery(Explain: true), TestContext.Current.CancellationToken);
        Assert.Equal((3, reading), (outcome.Value?.Digit, outcome.Value?.Explanation?.Reading));
    }

    public sealed class Recognition : IAsyncLifetime
    {
        private readonly ServiceProvider _provider = new ServiceCollection().AddDigitRecognition().BuildServiceProvider();

        public DigitRecognizer Recognizer => _provider.GetRequiredService<DigitRecognizer>();

        public async ValueTask InitializeAsync() => await Recognizer.LoadAsync();

        internal async Task<Outcome<Prediction>[]> AnswerAsync(IEnumerable<float[]> pictures)
        {
            DigitInput[] inputs = [.. pictures.Select(values => DigitInput.FromImage(GrayPng.Encode(values, DigitScenes.Side)))];
            return (await Recognizer.RecognizeAllAsync(inputs, null, TestContext.Current.CancellationToken)).Value!;
        }

        public ValueTask DisposeAsync() => _provider.DisposeAsync();
    }
}
