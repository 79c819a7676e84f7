namespace Digits.Core.Recognition;

/// <summary>How one number is to be read, and what is known of it.</summary>
/// <remarks>Of <see cref="Cells"/> and <see cref="Boxes"/> one at most is given; the length is then theirs.</remarks>
/// <param name="Model">The model's name; null for the default one.</param>
/// <param name="Explain">True to add a <see cref="NumberExplanation"/>.</param>
public sealed record NumberQuery(string? Model = null, bool Explain = false)
{
    /// <summary>The most places of a number that is read.</summary>
    public const int MostDigits = 64;

    /// <summary>The least number of digits, 1 to <see cref="MostDigits"/>. Default: 1.</summary>
    public int LeastLength { get; init; } = 1;

    /// <summary>The greatest number of digits, <see cref="LeastLength"/> to <see cref="MostDigits"/>. Default: <see cref="MostDigits"/>.</summary>
    public int GreatestLength { get; init; } = MostDigits;

    /// <summary>How many boxes of equal width stand side by side, 1 to <see cref="MostDigits"/>; null where the digits are not in boxes. Default: null.</summary>
    public int? Cells { get; init; }

    /// <summary>Where the boxes of a form's field are, in pixels of the upright picture as it is sent, in reading order; at most <see cref="MostDigits"/>. Default: none.</summary>
    public IReadOnlyList<CropBox> Boxes { get; init; } = [];

    /// <summary>True to leave points, commas, dashes and other small marks out, so that 12.50 is read as 1250; false to withhold the number for them. Default: false.</summary>
    public bool IgnoreMarks { get; init; }

    internal static NumberQuery Default { get; } = new();

    /// <summary>True where the caller says where the digits are.</summary>
    internal bool HasCells => Cells is not null || Boxes.Count > 0;
}
