using Digits.Core.Diagnostics;
using Digits.Core.Inference;

namespace Digits.Core.Recognition;

/// <summary>Reads one line of digits.</summary>
public sealed partial class DigitRecognizer
{
    /// <summary>
    /// The places that one number holds until it is answered: that many of its candidates are with the model at once, half a batch, so that
    /// single digits beside it are never far behind.
    /// </summary>
    private const int PlacesOfANumber = 8;

    /// <summary>Reads the number on the one line of digits in a PNG, JPEG, WebP, GIF or BMP file.</summary>
    /// <param name="file">The file's bytes; they must not change until the answer has come.</param>
    /// <param name="query">What is known of the number; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what no session has taken yet is then not run.</param>
    /// <returns>The prediction, or why there is none.</returns>
    public Task<Outcome<NumberPrediction>> RecognizeNumberAsync(
        ReadOnlyMemory<byte> file, NumberQuery? query, CancellationToken cancellationToken) =>
        RecognizeNumberAsync(DigitInput.FromImage(file), query, cancellationToken);

    /// <summary>The same of an input that is a picture already.</summary>
    /// <param name="picture">A picture, not pixels: those are of one digit.</param>
    /// <param name="query">What is known of the number; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what no session has taken yet is then not run.</param>
    /// <returns>The prediction, or why there is none.</returns>
    public async Task<Outcome<NumberPrediction>> RecognizeNumberAsync(
        DigitInput picture, NumberQuery? query, CancellationToken cancellationToken)
    {
        if (picture.IsPixels)
        {
            throw new ArgumentException("Pixels are of one digit.", nameof(picture));
        }

        query ??= NumberQuery.Default;
        if (!_models.Find(query.Model).TryGetValue(out ServedModel? model, out RecognitionError? error))
        {
            return error;
        }

        ServedModel? doubles = _models.Doubles;
        int places = Math.Min(PlacesOfANumber, model.Engine.Capacity);
        if (!model.Engine.TryReserve(places, Math.Min(_keptForPixels, model.Engine.Capacity - places)))
        {
            return Refusal;
        }

        if (doubles?.Engine.TryReserve(places) == false)
        {
            model.Engine.Release(places);
            return Refusal;
        }

        try
        {
            var attempt = new NumberAttempt(model, doubles, query, places);
            Outcome<NumberPrediction> outcome = await ReadNumberAsync(attempt, picture, query, cancellationToken);
            if (outcome.Value is { } number)
            {
                DigitsMeter.Count(model.Manifest.Name, number.Verdict, number.Confidence, attempt.Candidates);
            }

            return outcome;
        }
        finally
        {
            doubles?.Engine.Release(places);
            model.Engine.Release(places);
        }
    }

    private async Task<Outcome<NumberPrediction>> ReadNumberAsync(
        NumberAttempt attempt, DigitInput input, NumberQuery query, CancellationToken cancellationToken)
    {
        if (!(await _reader.ReadNumberAsync(input, cancellationToken)).TryGetValue(out NumberPicture? picture, out RecognitionError? error))
        {
            return error;
        }

        using (picture)
        {
            if (!query.HasCells)
            {
                return await attempt.ReadLineAsync(picture, cancellationToken);
            }

            if (!NumberCells.Cut(picture, query).TryGetValue(out List<NumberCell>? cells, out error))
            {
                return error;
            }

            try
            {
                return await attempt.ReadCellsAsync(picture, cells, cancellationToken);
            }
            finally
            {
                cells.ForEach(cell => cell.Dispose());
            }
        }
    }
}
