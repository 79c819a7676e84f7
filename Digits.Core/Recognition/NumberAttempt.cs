using Digits.Core.Inference;
using Digits.Core.Preprocessing;
using Digits.Core.Segmentation;

namespace Digits.Core.Recognition;

/// <summary>One line of digits on its way to its answer, in places that the caller holds.</summary>
/// <remarks>Used by one request, one step after the other.</remarks>
/// <param name="model">The model that is asked.</param>
/// <param name="doubles">What reads two digits that touch; null where there is none.</param>
/// <param name="query">What is known of the number.</param>
/// <param name="places">How many tensors may be with the model at once.</param>
internal sealed class NumberAttempt(ServedModel model, ServedModel? doubles, NumberQuery query, int places)
{
    /// <summary>How many pieces of ink models were asked about until now.</summary>
    public int Candidates { get; private set; }

    /// <summary>Reads the line of a picture: as it stands, and where that gives no number and the paper may be why, as strokes without the paper's lines.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number, or <see cref="RecognitionErrorCode.BlankImage"/>.</returns>
    public async Task<Outcome<NumberPrediction>> ReadLineAsync(NumberPicture picture, CancellationToken cancellationToken)
    {
        DigitLine? line = picture.Ink is { } plain ? DigitLine.Find(plain.Plane) : null;
        NumberPrediction? first = line is { HasCrossing: false } ? await ReadLineAsync(picture, picture.Ink!, line, cancellationToken) : null;
        if (first is not null && (first.Verdict == NumberVerdict.Number || (line!.Fault == LineFault.None && !picture.Ink!.IsUneven)))
        {
            return first;
        }

        using NumberInk? sheet = SheetInk.Find(picture.Gray);
        NumberPrediction? second = sheet is null ? null : await ReadLineAsync(picture, sheet, DigitLine.Find(sheet.Plane), cancellationToken);
        if (second is not null && (first is null || IsBetter(second, first)))
        {
            return second;
        }

        first ??= line is null ? null : NumberJudge.Refuse(LineFault.Empty, model.Identity).Explained(Explain(picture, picture.Ink));
        return first is null ? DigitPreprocessor.Blank : first;
    }

    private static bool IsBetter(NumberPrediction second, NumberPrediction first) =>
        second.Verdict == NumberVerdict.Number || second.Confidence > first.Confidence || (first.Digits.Count == 0 && second.Digits.Count > 0);

    private async Task<NumberPrediction> ReadLineAsync(NumberPicture picture, NumberInk ink, DigitLine line, CancellationToken cancellationToken)
    {
        if (line.Fault != LineFault.None)
        {
            return NumberJudge.Refuse(line.Fault, model.Identity).Explained(Explain(picture, ink));
        }

        SegmentLattice lattice = await BuildAsync(line, ink, cancellationToken);
        LatticeReading? reading = LatticeDecoder.Decode(lattice, query.LeastLength, query.GreatestLength);
        bool hasLength = reading is not null;
        reading ??= LatticeDecoder.Decode(lattice, 0, NumberQuery.MostDigits);
        return (reading is null
            ? NumberJudge.Refuse(LineFault.TooMuchInk, model.Identity)
            : NumberJudge.Decide(reading, lattice, hasLength, model, arc => Place(picture, ink, lattice, arc))).Explained(Explain(picture, ink));
    }

    /// <summary>Makes the lattice of a line and scores its arcs: over whole parts first, then over what doubtful ones are cut to.</summary>
    /// <param name="line">A line without fault.</param>
    /// <param name="ink">The ink in which it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SegmentLattice> BuildAsync(DigitLine line, NumberInk ink, CancellationToken cancellationToken)
    {
        SegmentLattice lattice = SegmentLattice.Of(line, query.IgnoreMarks);
        await AskAsync(lattice, ink, cancellationToken);
        ArcScorer.Score(lattice, model.Manifest);
        if (CutRule.Choose(lattice) is { } isCut)
        {
            lattice = lattice.Cut(ink.Plane, isCut, query.IgnoreMarks, doubles is not null);
            await AskAsync(lattice, ink, cancellationToken);
            await AskOfDoublesAsync(lattice, ink, cancellationToken);
            ArcScorer.Score(lattice, model.Manifest);
        }

        return lattice;
    }

    /// <summary>Reads boxes.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="cells">Its boxes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<NumberPrediction> ReadCellsAsync(NumberPicture picture, List<NumberCell> cells, CancellationToken cancellationToken)
    {
        var attempts = new List<RecognitionAttempt>(cells.Count);
        try
        {
            attempts.AddRange(cells.Select(cell => new RecognitionAttempt(DigitInput.FromImage(default), cell.First, model)));
            await InPlacesAsync(attempts, attempt => attempt.RunFirstAsync(cancellationToken).AsTask());
            for (int i = 0; i < cells.Count; i++)
            {
                if (attempts[i].WantsSecond && !cells[i].IsBlank)
                {
                    attempts[i].ReadSecond(cells[i].ReadAgain());
                    await attempts[i].RunSecondAsync(cancellationToken);
                }
            }

            return NumberJudge.Decide(cells, attempts, query, model).Explained(Explain(picture, null));
        }
        finally
        {
            attempts.ForEach(attempt => attempt.Dispose());
        }
    }

    /// <summary>Asks the model about the arcs that it was not asked about yet.</summary>
    private async Task AskAsync(SegmentLattice lattice, NumberInk ink, CancellationToken cancellationToken)
    {
        List<LatticeArc> arcs = lattice.Arcs.FindAll(arc => arc.Logits is null && !arc.IsMark && arc.Double is null);
        await InPlacesAsync(arcs, async arc =>
        {
            using DigitTensor tensor = SegmentPlacer.Place(ink.Plane, lattice.Segments, arc.From, arc.To, arc.Box);
            arc.Logits = await model.Engine.RunAsync(tensor, cancellationToken);
        });
    }

    /// <summary>Asks the model of doubles what may be two digits.</summary>
    private Task AskOfDoublesAsync(SegmentLattice lattice, NumberInk ink, CancellationToken cancellationToken) =>
        InPlacesAsync(lattice.Doubles, async both =>
        {
            using DigitTensor tensor = DoublePlacer.Place(ink.Plane, lattice.Segments, both.Left.From, both.Left.To, both.Box);
            both.Take(await doubles!.Engine.RunAsync(tensor, cancellationToken), doubles.Manifest.Temperature, model.Manifest.Temperature);
        });

    /// <summary>Does what takes a place for each item, as many at once as there are places.</summary>
    private async Task InPlacesAsync<T>(List<T> items, Func<T, Task> run)
    {
        Candidates += items.Count;
        for (int at = 0; at < items.Count; at += places)
        {
            await Task.WhenAll(items.GetRange(at, Math.Min(places, items.Count - at)).Select(run));
        }
    }

    private NumberPlace Place(NumberPicture picture, NumberInk ink, SegmentLattice lattice, LatticeArc arc)
    {
        CropBox box = picture.ToSource(ink, arc.Box);
        if (!query.Explain || arc.IsMark)
        {
            return new NumberPlace(box, default);
        }

        using DigitTensor tensor = arc.Double is null
            ? SegmentPlacer.Place(ink.Plane, lattice.Segments, arc.From, arc.To, arc.Box)
            : DoublePlacer.Place(ink.Plane, lattice.Segments, arc.From, arc.To, arc.Double.Box);
        return new NumberPlace(box, GrayPng.Encode(tensor.Values, DigitTensor.Side));
    }

    private NumberExplanation? Explain(NumberPicture picture, NumberInk? ink) => query.Explain
        ? new NumberExplanation(ink?.Reading ?? Reading.Plain, ink?.DarkInk ?? true, Candidates, picture.Gray.SourceWidth, picture.Gray.SourceHeight)
        : null;
}
