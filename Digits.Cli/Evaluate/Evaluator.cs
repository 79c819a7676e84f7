using Digits.Cli.Datasets;
using Digits.Cli.Readers;
using Digits.Core.Recognition;

namespace Digits.Cli.Evaluate;

/// <summary>Reads pictures whose digits are known, and scores what is said of them.</summary>
internal static class Evaluator
{
    /// <summary>Misreads that are kept, and shown in a report.</summary>
    public const int MostMisreads = 60;

    /// <summary>Reads all, side by side; of each picture a few bytes are kept.</summary>
    /// <param name="digits">The pictures.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="error">Told each picture that cannot be read, in one line.</param>
    /// <param name="progress">Told how far it is, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">No picture could be read.</exception>
    public static async Task<Evaluation> RunAsync(
        ILabelledDigits digits, IDigitReader reader, TextWriter error, Action<double> progress, CancellationToken cancellationToken)
    {
        var scored = new List<Scored>();
        var worst = new WorstMisreads(MostMisreads);
        int unreadable = 0;
        ModelIdentity? model = null;
        await foreach ((LabelledDigit digit, Reply reply) in OrderedParallel.SelectAsync(
            digits.Read(), digits.ArePixels ? reader.PixelDegree : reader.Degree, (digit, stop) => ReadAsync(digit, reader, stop), cancellationToken))
        {
            if (reply.IsFailure)
            {
                unreadable++;
                await error.WriteLineAsync($"{digit.Picture.Name}: {reply.Problem!.Detail}");
            }
            else
            {
                scored.Add(Scored.Of(digit.Label, reply));
                model ??= reply.Prediction?.Model;
                if (!scored[^1].IsRight)
                {
                    worst.Add(new Misread(digit.Picture, scored[^1]));
                }
            }

            progress(digits.Progress);
        }

        return scored.Count > 0
            ? new Evaluation(model ?? new ModelIdentity("-", "-"), scored, worst.ToArray(), unreadable)
            : throw new InvalidDataException("No picture could be read.");
    }

    private static async Task<(LabelledDigit Digit, Reply Reply)> ReadAsync(LabelledDigit digit, IDigitReader reader, CancellationToken cancellationToken)
    {
        (DigitInput input, ItemProblem? problem) = await digit.Picture.LoadAsync(cancellationToken);
        return (digit, problem ?? await reader.ReadAsync(input, explain: false, cancellationToken));
    }
}
