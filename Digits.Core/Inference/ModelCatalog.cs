using System.Collections.Frozen;
using Digits.Core.Diagnostics;
using Digits.Core.Recognition;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Digits.Core.Inference;

/// <summary>Every model of the models folder, by name. Its life goes one way: found, loaded, draining.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed partial class ModelCatalog : IAsyncDisposable, IDisposable
{
    private static readonly RecognitionError NotYet =
        new(RecognitionErrorCode.NotReady, "The models are still being loaded; try again in a moment.");

    /// <summary>The refusal of a catalog that is shutting down.</summary>
    public static RecognitionError Draining { get; } =
        new(RecognitionErrorCode.Draining, "The service is shutting down and takes no new requests; send this one elsewhere.");

    private readonly RecognitionOptions _options;
    private readonly IModelLoader _loader;
    private readonly ILogger<ModelCatalog> _logger;
    private readonly IReadOnlyList<ModelFile> _files;
    private readonly ModelFile? _doublesFile;
    private readonly FrozenSet<string> _names;
    private readonly ModelMeter _meter;
    private readonly Lock _loadLock = new();
    private readonly CancellationTokenSource _givenUp = new();
    private Task? _loading;
    private volatile RecognitionError _notReady = NotYet;
    private volatile IReadOnlyDictionary<string, ServedModel>? _models;
    private volatile ServedModel? _doubles;
    private volatile bool _draining;

    /// <exception cref="InvalidDataException">The models folder is missing, empty or holds a wrong model.json.</exception>
    public ModelCatalog(IOptions<RecognitionOptions> options, IModelLoader loader, ILogger<ModelCatalog> logger)
    {
        _options = options.Value;
        _loader = loader;
        _logger = logger;
        string folder = Path.Combine(AppContext.BaseDirectory, _options.ModelsFolder);
        _files = ModelFile.FindAll(folder, LogPassedOver);
        _doublesFile = ModelFile.FindDoubles(folder);
        _names = _files.Select(file => file.Manifest.Name).ToFrozenSet(StringComparer.Ordinal);
        if (!_names.Contains(_options.DefaultModel))
        {
            throw new InvalidDataException($"The default model {_options.DefaultModel} is not in {_options.ModelsFolder}.");
        }

        _meter = new ModelMeter(this);
    }

    /// <summary>Which models there are, whether they are loaded yet or not.</summary>
    public IEnumerable<ModelIdentity> Identities => _files.Select(file => new ModelIdentity(file.Manifest.Name, file.Manifest.Version));

    /// <summary>What model.json says of each, whether it is loaded yet or not.</summary>
    public IEnumerable<ModelManifest> Manifests => _files.Select(file => file.Manifest);

    /// <summary>The models that answer: all, or none yet.</summary>
    public IEnumerable<ServedModel> Loaded => _models?.Values ?? [];

    /// <summary>What reads two digits that touch, beside any of the models; null where there is none, or it is not loaded yet.</summary>
    public ServedModel? Doubles => _doubles;

    /// <summary>True once every model answers and until draining begins.</summary>
    public bool IsReady => _models is not null && !_draining;

    /// <summary>Why nothing is read at present; null while it is.</summary>
    public RecognitionError? Unavailability => _draining ? Draining : _models is null ? _notReady : null;

    /// <summary>True once <see cref="Drain"/> was called.</summary>
    public bool IsDraining => _draining;

    /// <summary>Loads every model, once, however often it is called.</summary>
    public Task LoadAsync()
    {
        lock (_loadLock)
        {
            return _loading ??= Task.Run(LoadModelsAsync);
        }
    }

    /// <summary>Refuses new work from now on; what was accepted is finished.</summary>
    public void Drain() => _draining = true;

    /// <summary>Finds a model by name, or the default one where the name is null.</summary>
    public Outcome<ServedModel> Find(string? name)
    {
        if (_draining)
        {
            return Draining;
        }

        if (name is not null && !_names.Contains(name))
        {
            return new RecognitionError(
                RecognitionErrorCode.UnknownModel, $"There is no such model; this service has {string.Join(", ", _names.Order(StringComparer.Ordinal))}.");
        }

        return _models is { } models ? models[name ?? _options.DefaultModel] : _notReady;
    }

    /// <summary>Gives up loading, where that still goes on, and finishes what was accepted.</summary>
    public async ValueTask DisposeAsync()
    {
        Drain();
        await _givenUp.CancelAsync();
        _meter.Dispose();
        Task? loading;
        lock (_loadLock)
        {
            loading = _loading;
        }

        if (loading is not null)
        {
            await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await DisposeAllAsync(_doubles is { } doubles ? Loaded.Append(doubles) : Loaded);
    }

    /// <summary>For containers that are disposed of synchronously; waits for what was accepted.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task LoadModelsAsync()
    {
        var models = new Dictionary<string, ServedModel>(StringComparer.Ordinal);
        string name = "";
        try
        {
            foreach (ModelFile file in _files)
            {
                name = file.Manifest.Name;
                _notReady = NotYet with { Message = $"The model {name} is being loaded, {models.Count + 1} of {_files.Count}; try again in a moment." };
                models.Add(name, Load(file));
                DigitsMeter.Announce(name);
            }

            if (_doublesFile is not null)
            {
                name = _doublesFile.Manifest.Name;
                _doubles = Load(_doublesFile);
            }
        }
        catch
        {
            _notReady = NotYet with { Message = $"The model {name} cannot be loaded, so that the service ends; its log says why." };
            await DisposeAllAsync(models.Values);
            throw;
        }

        _models = models;
    }

    private ServedModel Load(ModelFile file)
    {
        _givenUp.Token.ThrowIfCancellationRequested();
        SessionPool pool = _loader.Load(file, _options.EffectiveParallelism, _options.MaxBatchSize, _givenUp.Token);
        var engine = new InferenceEngine(pool, _options.MaxBatchSize, _options.QueueCapacity);
        LogLoaded(file.Manifest.Name, file.Manifest.Version, _options.EffectiveParallelism);
        return new ServedModel(file.Manifest, engine);
    }

    private static async Task DisposeAllAsync(IEnumerable<ServedModel> models)
    {
        foreach (ServedModel model in models)
        {
            await model.Engine.DisposeAsync();
        }
    }
}
