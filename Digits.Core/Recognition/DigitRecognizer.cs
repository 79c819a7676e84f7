using Digits.Core.Diagnostics;
using Digits.Core.Inference;

namespace Digits.Core.Recognition;

/// <summary>Reads handwritten digits: from picture bytes or 784 pixels to an answer with its probabilities.</summary>
/// <remarks>
/// Thread-safe; make one and share it (<c>services.AddDigitRecognition()</c> does). Expected failures come back as a
/// <see cref="RecognitionError"/> inside the outcome; only cancellation and faults of the machine throw.
/// </remarks>
public sealed class DigitRecognizer
{
    private static readonly RecognitionError Overloaded =
        new(RecognitionErrorCode.Overloaded, "More digits are waiting than the service takes at once; try again shortly.");

    private readonly ModelCatalog _models;
    private readonly InputReader _reader;
    private readonly int _parallelism;

    internal DigitRecognizer(ModelCatalog models, InputReader reader, int parallelism)
    {
        _models = models;
        _reader = reader;
        _parallelism = parallelism;
    }

    /// <summary>The models that can be named in a query, loaded or not.</summary>
    public IReadOnlyList<ModelIdentity> Models => [.. _models.Identities];

    /// <summary>True once every model is loaded and has run, until <see cref="Drain"/>.</summary>
    public bool IsReady => _models.IsReady;

    /// <summary>True once <see cref="Drain"/> was called.</summary>
    public bool IsDraining => _models.IsDraining;

    /// <summary>Loads every model and runs it once. Under a generic host this happens at start by itself.</summary>
    /// <exception cref="InvalidDataException">A model file is damaged or not what its model.json says.</exception>
    public Task LoadAsync(CancellationToken cancellationToken = default) => _models.LoadAsync().WaitAsync(cancellationToken);

    /// <summary>Refuses new work from now on with <see cref="RecognitionErrorCode.Draining"/>; what was accepted is finished.</summary>
    public void Drain() => _models.Drain();

    /// <summary>Reads the digit in a PNG, JPEG, WebP or GIF file.</summary>
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

        return model.Engine.TryReserve(1) ? await RunAsync(input, model, query.Explain, cancellationToken) : Refusal;
    }

    /// <summary>Reads several digits; all are accepted or none, and one that cannot be read never harms its neighbours.</summary>
    /// <param name="inputs">Pictures, pixels, or both.</param>
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

        if (!model.Engine.TryReserve(inputs.Count))
        {
            return Refusal;
        }

        var read = new Outcome<ReadInput>[inputs.Count];
        try
        {
            // At most half of the decoders, so that a batch of large pictures leaves the others to its neighbours.
            var half = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(_parallelism / 2, 1), CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, read.Length, half, async (i, stop) => read[i] = await _reader.ReadAsync(inputs[i], stop));
            return await Task.WhenAll(Array.ConvertAll(read, item => AnswerAsync(item, model, query.Explain, cancellationToken)));
        }
        finally
        {
            Array.ForEach(read, item => item.Value?.Dispose());
            model.Engine.Release(read.Length);
        }
    }

    private RecognitionError Refusal => _models.IsDraining ? ModelCatalog.Draining : Overloaded;

    /// <summary>Takes one input from its bytes to its answer, in a place that was reserved for it, and gives the place back.</summary>
    private async ValueTask<Outcome<Prediction>> RunAsync(
        DigitInput input, ServedModel model, bool explain, CancellationToken cancellationToken)
    {
        Outcome<ReadInput> read = default;
        try
        {
            read = await _reader.ReadAsync(input, cancellationToken);
            return await AnswerAsync(read, model, explain, cancellationToken);
        }
        finally
        {
            read.Value?.Dispose();
            model.Engine.Release(1);
        }
    }

    /// <summary>Takes one input that was read, or the reason why it was not, to its answer, in a place that the caller holds.</summary>
    private static async Task<Outcome<Prediction>> AnswerAsync(
        Outcome<ReadInput> input, ServedModel model, bool explain, CancellationToken cancellationToken)
    {
        if (!input.TryGetValue(out ReadInput? read, out RecognitionError? error))
        {
            return error;
        }

        float[] logits = await model.Engine.RunAsync(read.Tensor, cancellationToken);
        (Verdict verdict, float[] probabilities) = Judge.Decide(logits, model.Manifest);
        Explanation? explanation = explain
            ? Explain(read, await OcclusionMap.ComputeAsync(model, read.Tensor, probabilities, cancellationToken))
            : null;
        DigitsMeter.Count(model.Manifest.Name, verdict);
        return new Prediction(verdict, probabilities, model.Identity, explanation);
    }

    private static Explanation Explain(ReadInput read, float[] map) => new(
        GrayPng.Encode(read.Tensor.Values, Preprocessing.DigitTensor.Side),
        GrayPng.Encode(map, Preprocessing.DigitTensor.Side),
        read.Inverted,
        read.CropBox,
        read.SourceWidth,
        read.SourceHeight);
}
