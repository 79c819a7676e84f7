using System.Globalization;
using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;

namespace Digits.Core.Inference;

/// <summary>
/// Ten plain digits that every model must read before it is asked by anybody: a model file that was exported wrongly, or a library or a
/// processor that computes wrongly, gives wrong answers and no errors.
/// </summary>
/// <remarks>The digits are drawn here, as pictures, so that the preprocessing is held to them as well. Thread-safe.</remarks>
internal static class DigitsSelfTest
{
    private const int Side = 56;
    private const float PenRadius = 2.4f;

    /// <summary>Of each digit, strokes between semicolons: points of a box of 56 by 56 joined by lines.</summary>
    private static readonly string[] Strokes =
    [
        "28,9 22,12 18,19 17,28 18,37 22,44 28,47 34,44 38,37 39,28 38,19 34,12 28,9",
        "23,15 29,9 28,47",
        "18,17 21,11 28,9 35,11 38,17 36,24 29,33 18,46 39,46",
        "18,12 25,9 33,10 37,15 35,22 27,26 35,29 39,36 36,43 28,47 18,44",
        "32,9 17,34 40,33;34,23 32,48",
        "38,10 22,10 20,25 28,23 36,27 38,35 35,43 27,47 18,44",
        "35,9 26,15 20,25 18,36 22,44 29,47 36,43 38,36 34,29 27,28 20,33",
        "17,11 39,10 33,23 28,34 25,47",
        "36,15 30,9 23,11 21,18 26,25 34,31 37,38 33,45 26,47 20,43 20,36 26,29 34,22 36,15",
        "37,18 32,10 24,11 19,18 21,26 28,29 35,25 37,18 36,30 32,47",
    ];

    /// <summary>Has a model read the ten digits, one by one.</summary>
    /// <param name="session">The model.</param>
    /// <param name="file">How to read its logits, and its name.</param>
    /// <param name="cancellationToken">Gives up between two digits.</param>
    /// <exception cref="InvalidDataException">It read one as another, or withheld it; the message says which.</exception>
    public static void Require(IModelSession session, ModelFile file, CancellationToken cancellationToken)
    {
        for (int digit = 0; digit < Strokes.Length; digit++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Judgement read = Read(session, digit, file.Manifest);
            if (read.Verdict != Verdict.Digit || read.Digit != digit)
            {
                throw new InvalidDataException(
                    $"{file.Folder}: the model {file.Manifest.Name} fails its self-test: it reads the {digit} as {Name(read)}. " +
                    "A model that need not read these digits says \"selfTest\": false in its model.json.");
            }
        }
    }

    /// <summary>The picture of one digit: dark ink on white paper.</summary>
    public static GrayImage Draw(int digit)
    {
        StrokeLine[] lines = [.. Strokes[digit].Split(';').SelectMany(Lines)];
        var picture = new GrayImage(Side, Side);
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            float nearest = lines.Min(line => line.DistanceTo((i % Side) + 0.5f, (i / Side) + 0.5f));
            picture.Pixels[i] = (byte)(byte.MaxValue * Math.Clamp(nearest + 0.5f - PenRadius, 0, 1));
        }

        return picture;
    }

    private static Judgement Read(IModelSession session, int digit, ModelManifest manifest)
    {
        using GrayImage picture = Draw(digit);
        using PreparedDigit prepared = DigitPreprocessor.Prepare(picture).Value
            ?? throw new InvalidDataException($"The self-test's {digit} is taken for blank paper: the preprocessing computes wrongly on this machine.");
        prepared.Tensor.Values.CopyTo(session.Inputs);
        session.Run(1);
        return Judge.Decide(session.Logits[..session.LogitsPerItem], manifest);
    }

    private static string Name(Judgement read) => read.Verdict switch
    {
        Verdict.NotADigit => "no digit",
        Verdict.Uncertain => string.Create(CultureInfo.InvariantCulture, $"{read.Digit} with a confidence of {read.Confidence:F2}, too little to be answered"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{read.Digit}"),
    };

    private static IEnumerable<StrokeLine> Lines(string stroke)
    {
        float[][] points = [.. stroke.Split(' ').Select(point => Array.ConvertAll(point.Split(','), number => float.Parse(number, CultureInfo.InvariantCulture)))];
        return points.Zip(points.Skip(1), (from, to) => new StrokeLine(from[0], from[1], to[0], to[1]));
    }
}
