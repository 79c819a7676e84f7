using System.Diagnostics.Metrics;
using Digits.Core.Diagnostics;
using Digits.Core.Recognition;

namespace Digits.Tests.Diagnostics;

public sealed class DecodeMeterTests
{
    // Odd, so that no other test's decodings have them.
    private const long Light = 1_234_567;
    private const long Heavy = 7_654_321;

    [Fact]
    public async Task Memory_ThatIsShared_ShowsWhatIsHeldAndTheBound()
    {
        var light = new DecodeMemory(Light);
        var heavy = new DecodeMemory(Heavy);
        using var meter = new DecodeMeter(light, heavy);
        using (await heavy.TakeAsync(Heavy - 2, TestContext.Current.CancellationToken))
        {
            List<string> levels = Levels();
            Assert.Contains($"digits.decode.memory.limit light {Light}", levels);
            Assert.Contains($"digits.decode.memory.limit heavy {Heavy}", levels);
            Assert.Contains($"digits.decode.memory.used heavy {Heavy - 2}", levels);
        }

        Assert.DoesNotContain($"digits.decode.memory.used heavy {Heavy - 2}", Levels());
    }

    [Fact]
    public void Memory_OfAMeterThatIsDisposedOf_IsNoMore()
    {
        var meter = new DecodeMeter(new DecodeMemory(Light + 1), new DecodeMemory(Heavy));
        Assert.Contains($"digits.decode.memory.limit light {Light + 1}", Levels());
        meter.Dispose();
        Assert.DoesNotContain($"digits.decode.memory.limit light {Light + 1}", Levels());
    }

    private static List<string> Levels()
    {
        List<string> levels = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, me) =>
            {
                if (instrument.Meter.Name == DigitsMeter.Name && instrument.Name.StartsWith("digits.decode.", StringComparison.Ordinal))
                {
                    me.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => levels.Add($"{instrument.Name} {tags[0].Value} {value}"));
        listener.Start();
        listener.RecordObservableInstruments();
        return levels;
    }
}
