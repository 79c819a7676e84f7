namespace Digits.Core.Preprocessing.Isolation;

/// <summary>A straight, nearly upright line.</summary>
/// <param name="Begin">Its first row.</param>
/// <param name="End">One past its last row.</param>
/// <param name="Middle">The column in which it stands halfway.</param>
/// <param name="Shift">How many columns it moves from its beginning to its end.</param>
internal readonly record struct StraightLine(int Begin, int End, int Middle, int Shift)
{
    /// <summary>The column in which the line stands in one row.</summary>
    public int At(int row) => Middle + ShiftAt(Shift, row - Begin, End - Begin);

    /// <summary>How far a line that moves by <paramref name="shift"/> in all has moved at one of so many places, counted from its middle.</summary>
    public static int ShiftAt(int shift, int place, int places) => (int)Math.Floor((shift * (((place + 0.5) / places) - 0.5)) + 0.5);
}
