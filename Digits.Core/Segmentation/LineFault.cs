namespace Digits.Core.Segmentation;

/// <summary>Why ink is not one line of digits.</summary>
internal enum LineFault
{
    /// <summary>It may be one.</summary>
    None,

    /// <summary>There is no ink, or none but frames and bars.</summary>
    Empty,

    /// <summary>There are more pieces of ink than a line has.</summary>
    TooMuchInk,

    /// <summary>Pieces as high as digits stand over each other.</summary>
    SeveralLines,
}
