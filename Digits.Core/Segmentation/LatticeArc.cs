using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>One way to take neighbouring pieces of a line's ink: together they are a digit, or no digit.</summary>
/// <param name="from">The first piece.</param>
/// <param name="to">One past the last.</param>
/// <param name="box">The box of all of them.</param>
internal sealed class LatticeArc(int from, int to, PixelBox box)
{
    /// <summary>The label for ink that is no digit; those before it are the digits.</summary>
    public const int NoDigit = 10;

    /// <summary>How many labels there are.</summary>
    public const int Labels = NoDigit + 1;

    public int From { get; } = from;

    public int To { get; } = to;

    public PixelBox Box { get; } = box;

    /// <summary>The double of which this is one digit; null for ink that is one digit by itself, or none.</summary>
    public DoubleArc? Double { get; init; }

    /// <summary>True for the left digit of a double.</summary>
    public bool IsLeftOfDouble => Double?.Left == this;

    /// <summary>The node at which the arc begins: the place before a piece, or the middle of a double.</summary>
    public int FromNode => Double is null || IsLeftOfDouble ? From : Double.Middle;

    /// <summary>The node at which it ends.</summary>
    public int ToNode => IsLeftOfDouble ? Double!.Middle : To;

    /// <summary>True for a small mark by itself: no network is asked.</summary>
    public bool IsMark { get; init; }

    /// <summary>True where it takes no place of the number: a small mark that is to be left out.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>The network's logits; null until it was asked, and for marks.</summary>
    public float[]? Logits { get; set; }

    /// <summary>The logarithm of each label's probability by the network alone.</summary>
    public double[] LogShares { get; } = new double[Labels];

    /// <summary>The score of each label on a path through the lattice: a logarithm, but for a sum that all paths share.</summary>
    public double[] Scores { get; } = new double[Labels];

    /// <summary>The same pieces in a line of which some were cut.</summary>
    public LatticeArc At(int newFrom, int newTo) => new(newFrom, newTo, Box) { IsMark = IsMark, IsSkipped = IsSkipped, Logits = Logits };
}
