using Digits.Core.Inference;

namespace Digits.Core.Recognition;

/// <summary>Reads handwritten digits: from picture bytes or 784 pixels to an answer with its probabilities.</summary>
/// <remarks>
/// Thread-safe; make one and share it (<c>services.AddDigitRecognition()</c> does). Expected failures come back as a
/// <see cref="RecognitionError"/> inside the outcome; only cancellation and faults of the machine throw.
/// </remarks>
public sealed partial class DigitRecognizer
{
    private static readonly RecognitionError Overloaded =
        new(RecognitionErrorCode.Overloaded, "More digits are waiting than the service takes at once; try again shortly.");

    private readonly ModelCatalog _models;
    private readonly InputReader _reader;
    private readonly int _parallelism;
    private readonly int _keptForPixels;

    internal DigitRecognizer(ModelCatalog models, InputReader reader, RecognitionOptions options)
    {
        _models = models;
        _reader = reader;
        _parallelism = options.EffectiveParallelism;
        _keptForPixels = options.QueueCapacity - options.LargestGroup;
    }

    /// <summary>The models that can be named in a query, loaded or not.</summary>
    public IReadOnlyList<ModelIdentity> Models => [.. _models.Identities];

    /// <summary>True once every model is loaded and has run, until <see cref="Drain"/>.</summary>
    public bool IsReady => _models.IsReady;

    /// <summary>Why nothing is read at present: a model is being loaded, or cannot be, or <see cref="Drain"/> was called. Null while <see cref="IsReady"/>.</summary>
    public RecognitionError? Unavailability => _models.Unavailability;

    /// <summary>True once <see cref="Drain"/> was called.</summary>
    public bool IsDraining => _models.IsDraining;

    /// <summary>Loads every model, runs it, and has it read ten digits. Under a generic host this happens at start by itself.</summary>
    /// <remarks>It sets ORT_DISABLE_TELEMETRY=1 for the process, without which ONNX Runtime reports home.</remarks>
    /// <param name="cancellationToken">Ends the wait, not the loading.</param>
    /// <exception cref="InvalidDataException">A model file is damaged or not what its model.json says, or the model reads a digit wrongly.</exception>
    /// <exception cref="DllNotFoundException">ONNX Runtime's native library is missing, or not for this platform.</exception>
    public Task LoadAsync(CancellationToken cancellationToken = default) => _models.LoadAsync().WaitAsync(cancellationToken);

    /// <summary>Refuses new work from now on with <see cref="RecognitionErrorCode.Draining"/>; what was accepted is finished.</summary>
    public void Drain() => _models.Drain();

    /// <summary>Reads the digit in a PNG, JPEG, WebP, GIF or BMP file.</summary>
    /// <param name="file">The file's bytes; they must not change until the answer has come.</param>
    /// <param name="query">Model and explanation; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; a digit that no session has taken yet is then not run.</param>
    /// <returns>The prediction, or why there is none.</returns>
    public ValueTask<Outcome<Prediction>> RecognizeImageAsync(
        ReadOnlyMemory<byte> file, RecognitionQuery? query = null, CancellationToken cancellationToken = default) =>
        RecognizeAsync(DigitInput.FromImage(file), query, cancellationToken);

    /// <summary>Reads the digit in 28 by 28 pixels, row-major, ink = 255 on 0, placed as in MNIST.</summary>
    /// <param name="pixels">784 values; they must not change until the answer has come.</param>
    /// <param name="query">Model and explanation; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; a digit that no session has taken yet is then not run.</param>
    /// <returns>The prediction, or why there is none.</returns>
    public ValueTask<Outcome<Prediction>> RecognizePixelsAsync(
        ReadOnlyMemory<byte> pixels, RecognitionQuery? query = null, CancellationToken cancellationToken = default) =>
        RecognizeAsync(DigitInput.FromPixels(pixels), query, cancellationToken);

    /// <summary>Reads one digit.</summary>
    /// <param name="input">A picture or pixels.</param>
    /// <param name="query">Model and explanation; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; a digit that no session has taken yet is then not run.</param>
    /// <returns>The prediction, or why there is none.</returns>
    public async ValueTask<Outcome<Prediction>> RecognizeAsync(
        DigitInput input, RecognitionQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= RecognitionQuery.Default;
        if (!_models.Find(query.Model).TryGetValue(out ServedModel? model, out RecognitionError? error))
        {
            return error;
        }

        if (!model.Engine.TryReserve(1, input.IsPixels ? 0 : _keptForPixels))
        {
            return Refusal;
        }

        Outcome<ReadInput> read = default;
        try
        {
            using KeptPicture? kept = input.IsPixels ? null : new KeptPicture();
            read = await _reader.ReadAsync(input, kept, cancellationToken);
            using var attempt = new RecognitionAttempt(input, read, model);
            await attempt.RunFirstAsync(cancellationToken);
            if (attempt.WantsSecond)
            {
                await attempt.ReadSecondAsync(_reader, kept, cancellationToken);
                await attempt.RunSecondAsync(cancellationToken);
            }

            return await attempt.AnswerAsync(query.Explain, cancellationToken);
        }
        finally
        {
            read.Value?.Dispose();
            model.Engine.Release(1);
        }
    }

    /// <summary>Reads several digits; all are accepted or none, and one that cannot be read never harms its neighbours.</summary>
    /// <param name="inputs">Pictures, pixels, or both; no more than <see cref="RecognitionOptions.LargestGroup"/> are ever accepted.</param>
    /// <param name="query">Model and explanation; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; digits that no session has taken yet are then not run.</param>
    /// <returns>One outcome for each input, in order; or why none was accepted.</returns>
    public async Task<Outcome<Outcome<Prediction>[]>> RecognizeAllAsync(
        IReadOnlyList<DigitInput> inputs, RecognitionQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        query ??= RecognitionQuery.Default;
        if (!_models.Find(query.Model).TryGetValue(out ServedModel? model, out RecognitionError? error))
        {
            return error;
        }

        if (!model.Engine.TryReserve(inputs.Count, _keptForPixels))
        {
            return Refusal;
        }

        var read = new Outcome<ReadInput>[inputs.Count];
        RecognitionAttempt[] attempts = [];
        try
        {
            await ReadAllAsync(inputs, read, cancellationToken);
            attempts = [.. inputs.Zip(read, (input, outcome) => new RecognitionAttempt(input, outcome, model))];
            return await AnswerAllAsync(attempts, query.Explain, cancellationToken);
        }
        finally
        {
            Array.ForEach(attempts, attempt => attempt.Dispose());
            Array.ForEach(read, item => item.Value?.Dispose());
            model.Engine.Release(read.Length);
        }
    }

    private RecognitionError Refusal => _models.IsDraining ? ModelCatalog.Draining : Overloaded;

    private async Task ReadAllAsync(IReadOnlyList<DigitInput> inputs, Outcome<ReadInput>[] read, CancellationToken cancellationToken)
    {
        var pictures = new List<int>();
        for (int i = 0; i < read.Length; i++)
        {
            if (inputs[i].IsPixels)
            {
                read[i] = InputReader.ReadPixels(inputs[i].Bytes.Span);
            }
            else
            {
                pictures.Add(i);
            }
        }

        if (pictures.Count > 0)
        {
            await Parallel.ForEachAsync(pictures, Half(cancellationToken), async (i, stop) => read[i] = await _reader.ReadAsync(inputs[i], null, stop));
        }
    }

    /// <summary>Starts every run before it waits for one, and waits for all, whatever becomes of some: their tensors are in use until then.</summary>
    private async Task<Outcome<Prediction>[]> AnswerAllAsync(RecognitionAttempt[] attempts, bool explain, CancellationToken cancellationToken)
    {
        await Task.WhenAll(attempts.Select(attempt => attempt.RunFirstAsync(cancellationToken).AsTask()));
        RecognitionAttempt[] withheld = Array.FindAll(attempts, attempt => attempt.WantsSecond);
        if (withheld.Length > 0)
        {
            await Parallel.ForEachAsync(withheld, Half(cancellationToken), (attempt, stop) => attempt.ReadSecondAsync(_reader, null, stop));
            await Task.WhenAll(withheld.Select(attempt => attempt.RunSecondAsync(cancellationToken)));
        }

        return await Task.WhenAll(attempts.Select(attempt => attempt.AnswerAsync(explain, cancellationToken).AsTask()));
    }

    /// <summary>At most half of the decoders, so that a batch of large pictures leaves the others to its neighbours.</summary>
    private ParallelOptions Half(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Math.Max(_parallelism / 2, 1), CancellationToken = cancellationToken };
}
