using System.Diagnostics.Metrics;
using Digits.Core.Diagnostics;
using Digits.Core.Inference;
using Digits.Core.Recognition;
using Digits.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Diagnostics;

public sealed class ModelMeterTests
{
    private const int Capacity = 5;

    [Fact]
    public async Task Queue_OfAModelThatIsHeld_ShowsWhatIsTakenAndWhatWaits()
    {
        using var folder = new TemporaryFolder();
        folder.AddModel("held", "4");
        var model = new GatedModel(holdsRuns: true);
        await using ModelCatalog catalog = Catalog(folder, model);
        await catalog.LoadAsync();
        InferenceEngine engine = catalog.Find(null).Value!.Engine;
        using var tensor = new Core.Preprocessing.DigitTensor();
        Assert.True(engine.TryReserve(4));
        Task<float[]> running = engine.RunAsync(tensor, TestContext.Current.CancellationToken);
        await model.RunBegunAsync();
        Task<float[]>[] waiting = [.. Enumerable.Range(0, 2).Select(_ => engine.RunAsync(tensor, TestContext.Current.CancellationToken))];
        Dictionary<string, long> levels = Levels("held");
        model.Release();
        await Task.WhenAll([running, .. waiting]);
        engine.Release(4);
        Assert.Equal((4, Capacity, 2), (levels["digits.queue.places.used"], levels["digits.queue.places.limit"], levels["digits.queue.size"]));
        Assert.Equal((0, 0), (Levels("held")["digits.queue.places.used"], Levels("held")["digits.queue.size"]));
    }

    [Fact]
    public async Task Models_BeforeTheyAreLoaded_AreNamedAndHaveNoQueue()
    {
        using var folder = new TemporaryFolder();
        folder.AddModel("found", "4");
        await using ModelCatalog catalog = Catalog(folder, new GatedModel());
        Assert.Equal(["digits.model.info"], Levels("found").Keys);
    }

    [Fact]
    public async Task Models_OfACatalogThatIsDisposedOf_AreNoMore()
    {
        using var folder = new TemporaryFolder();
        folder.AddModel("gone", "4");
        ModelCatalog catalog = Catalog(folder, new GatedModel());
        await catalog.LoadAsync();
        Assert.NotEmpty(Levels("gone"));
        await catalog.DisposeAsync();
        Assert.Empty(Levels("gone"));
    }

    /// <summary>A catalog of one model, whose name no other test has.</summary>
    private static ModelCatalog Catalog(TemporaryFolder folder, GatedModel model)
    {
        string name = Path.GetFileName(Directory.GetDirectories(folder.Path)[0]);
        var options = new RecognitionOptions { ModelsFolder = folder.Path, DefaultModel = name, QueueCapacity = Capacity, Parallelism = 1 };
        return new ModelCatalog(Options.Create(options), model, NullLogger<ModelCatalog>.Instance);
    }

    private static Dictionary<string, long> Levels(string model)
    {
        var levels = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter.Name == DigitsMeter.Name && instrument.IsObservable)
                {
                    me.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag is { Key: "model", Value: string name } && name == model)
                {
                    levels.Add(instrument.Name, value);
                }
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return levels;
    }
}
