namespace Digits.Core.Preprocessing.Isolation;

/// <summary>A part of the ink, and where in the picture its weight lies.</summary>
/// <param name="Box">Where it lies, in pixels of the survey.</param>
/// <param name="Mass">The sum of its depths.</param>
/// <param name="Central">The share of its mass that counts, 0 to 1, where what lies at the picture's border counts nothing.</param>
/// <param name="AlongBox">The share of its mass, 0 to 1, that lies along the sides of its own box.</param>
/// <param name="IsCut">True where it touches the picture's border.</param>
/// <param name="Sides">What lies beside it.</param>
internal readonly record struct IsolatedPart(PixelBox Box, long Mass, double Central, double AlongBox, bool IsCut, StrokeSides Sides)
{
    /// <summary>What touches the border hugs it where less than this share of its mass counts as central.</summary>
    private const double LeastCentral = 0.5;

    /// <summary>A frame has this share of its mass along its box's sides; an ellipse has half of it.</summary>
    public const double FrameShare = 0.7;

    /// <summary>How many pixels it has.</summary>
    public int Area { get; init; }

    /// <summary>The mean of its depths.</summary>
    public double Depth => (double)Mass / Area;

    /// <summary>True for what lies along the picture's border: the desk beside the paper, a neighbour that is cut off.</summary>
    public bool HugsBorder => IsCut && Central < LeastCentral;

    /// <summary>True for what runs along its own box, as frames do.</summary>
    public bool IsHollow => AlongBox >= FrameShare;

    /// <summary>How much it speaks for a part to be the digit: its mass, less where it lies at the border.</summary>
    public double Weight => Mass * Central;

    /// <summary>True where another box lies inside this part's, apart from its sides.</summary>
    public bool Encloses(PixelBox other) => other.Left > Box.Left && other.Top > Box.Top && other.Right < Box.Right && other.Bottom < Box.Bottom;
}
