using System.Diagnostics.Metrics;
using Digits.Core.Diagnostics;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Diagnostics;

/// <summary>The library's meter heard by the runtime's own listener, without OpenTelemetry.</summary>
public sealed class DigitsMeterTests
{
    /// <summary>What is measured while a test's own call runs; other tests count on the same meter meanwhile.</summary>
    private static readonly AsyncLocal<List<string>?> Heard = new();

    [Fact]
    public async Task Prediction_OfThePlainLibrary_IsHeardByAnyListener()
    {
        using MeterListener listener = Listen();
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Heard.Value = [];
        await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(7), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["digits.predictions model=cnn verdict=digit 1", "digits.prediction.confidence model=cnn 1"], Heard.Value);
    }

    [Theory]
    [InlineData(NumberVerdict.Number, "number")]
    [InlineData(NumberVerdict.Uncertain, "uncertain")]
    [InlineData(NumberVerdict.NotANumber, "notANumber")]
    public void Number_OfEachVerdict_HasItsName(NumberVerdict verdict, string name)
    {
        using MeterListener listener = Listen();
        Heard.Value = [];
        DigitsMeter.Count("cnn", verdict, 1, 5);
        Assert.Contains($"digits.numbers model=cnn verdict={name} 1", Heard.Value);
    }

    [Theory]
    [InlineData(null, "none")]
    [InlineData(Reading.Plain, "plain")]
    [InlineData(Reading.Sheet, "sheet")]
    [InlineData(Reading.WithoutLines, "withoutLines")]
    [InlineData(Reading.Hue, "hue")]
    public void SecondReading_OfEachKind_HasItsName(Reading? reading, string name)
    {
        using MeterListener listener = Listen();
        Heard.Value = [];
        DigitsMeter.CountSecondReading(reading);
        Assert.Equal([$"digits.second_readings reading={name} 1"], Heard.Value);
    }

    [Fact]
    public void Instruments_OfTheLibrary_HaveUnitsAndDescriptions()
    {
        var instruments = new List<Instrument>();
        using (var listener = new MeterListener())
        {
            listener.InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == DigitsMeter.Name)
                {
                    instruments.Add(instrument);
                }
            };
            DigitsMeter.CountSecondReading(null);
            listener.Start();
        }

        Assert.NotEmpty(instruments);
        Assert.All(instruments, instrument => Assert.Matches("^(1|s|By|[{][a-z]+[}])$", instrument.Unit));
        Assert.All(instruments, instrument => Assert.EndsWith(".", instrument.Description, StringComparison.Ordinal));
        Assert.All(instruments, instrument => Assert.StartsWith("digits.", instrument.Name, StringComparison.Ordinal));
    }

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter.Name == DigitsMeter.Name && instrument.Name != "digits.stage.duration")
                {
                    me.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private static void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}"));
        Heard.Value?.Add(FormattableString.Invariant($"{instrument.Name}{labels} {value:0.###}"));
    }
}
