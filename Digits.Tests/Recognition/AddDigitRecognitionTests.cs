using Digits.Core.Recognition;
using Digits.Tests.Imaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Recognition;

public sealed class AddDigitRecognitionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddDigitRecognition_WithoutAHost_AnswersAfterLoadAsync()
    {
        await using ServiceProvider provider = Build();
        DigitRecognizer recognizer = provider.GetRequiredService<DigitRecognizer>();
        await recognizer.LoadAsync(Stop);
        Outcome<Prediction> outcome = await recognizer.RecognizeImageAsync(FixtureFile.Read("7-grey.png"), null, Stop);
        Assert.Equal(("cnn", 10), (outcome.Value?.Model.Name, outcome.Value?.Probabilities.Count));
    }

    [Fact]
    public async Task AddDigitRecognition_DisposedSynchronously_Drains()
    {
        ServiceProvider provider = Build();
        DigitRecognizer recognizer = provider.GetRequiredService<DigitRecognizer>();
        await recognizer.LoadAsync(Stop);
        provider.Dispose();
        Assert.True(recognizer.IsDraining);
    }

    [Fact]
    public async Task AddDigitRecognition_WithoutLoad_IsNotReady()
    {
        await using ServiceProvider provider = Build();
        Assert.False(provider.GetRequiredService<DigitRecognizer>().IsReady);
    }

    [Fact]
    public async Task AddDigitRecognition_ResolvedTwice_IsShared()
    {
        await using ServiceProvider provider = Build();
        Assert.Same(provider.GetRequiredService<DigitRecognizer>(), provider.GetRequiredService<DigitRecognizer>());
    }

    [Fact]
    public async Task AddDigitRecognition_OtherDefaultModel_Answers()
    {
        await using ServiceProvider provider = Build(options => options.DefaultModel = "softmax");
        DigitRecognizer recognizer = provider.GetRequiredService<DigitRecognizer>();
        await recognizer.LoadAsync(Stop);
        Outcome<Prediction> outcome = await recognizer.RecognizeImageAsync(FixtureFile.Read("7-grey.png"), null, Stop);
        Assert.Equal("softmax", outcome.Value?.Model.Name);
    }

    [Theory]
    [InlineData(nameof(RecognitionOptions.Parallelism), -1)]
    [InlineData(nameof(RecognitionOptions.Parallelism), 1025)]
    [InlineData(nameof(RecognitionOptions.MaxBatchSize), 0)]
    [InlineData(nameof(RecognitionOptions.MaxBatchSize), 257)]
    [InlineData(nameof(RecognitionOptions.QueueCapacity), 0)]
    [InlineData(nameof(RecognitionOptions.QueueCapacity), 1_000_001)]
    [InlineData(nameof(RecognitionOptions.MaxImagePixels), 783)]
    [InlineData(nameof(RecognitionOptions.MaxImagePixels), 500_000_001)]
    [InlineData(nameof(RecognitionOptions.ModelsFolder), "")]
    [InlineData(nameof(RecognitionOptions.DefaultModel), "")]
    public async Task AddDigitRecognition_OptionOutOfRange_FailsWithItsName(string name, object value)
    {
        await using ServiceProvider provider = Build(options => typeof(RecognitionOptions).GetProperty(name)!.SetValue(options, value));
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<DigitRecognizer>);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddDigitRecognition_ModelsFolderMissing_FailsWithItsName()
    {
        await using ServiceProvider provider = Build(options => options.ModelsFolder = "nowhere");
        Exception error = Assert.Throws<InvalidDataException>(provider.GetRequiredService<DigitRecognizer>);
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(Action<RecognitionOptions>? configure = null) =>
        new ServiceCollection().AddDigitRecognition(configure).BuildServiceProvider(validateScopes: true);
}
