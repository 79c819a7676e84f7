namespace Digits.Core.Preprocessing.Isolation;

/// <summary>Decides between the dark strokes and the light ones of a dark picture: light ink on a board, or dark ink on a sheet on a desk.</summary>
/// <remarks>
/// Closings fill the holes of light digits and the gaps beside them, which look like dark ink then; but they lie within the light ink, and
/// gaps are open to the paper. What is left of a sheet around dark ink is open to the sheet's middle, or much thicker than the ink.
/// </remarks>
internal static class InkPolarity
{
    /// <summary>Ink of the wrong polarity has a share of its outline open that is greater by this.</summary>
    private const double OpenShare = 0.05;

    /// <summary>Strokes have at least this share of their outline closed.</summary>
    private const double Closed = 0.95;

    /// <summary>Dark strokes are no thinner, in pixels of what was looked at; grains are.</summary>
    private const double LeastThickness = 2;

    /// <summary>A digit's holes have less than this share of its longest side; gaps that hold a digit of the other polarity have more.</summary>
    private const double HoleShare = 0.75;

    /// <summary>A sheet is so many times as thick as what is written on it.</summary>
    private const double SheetThickness = 4.5;

    /// <summary>The same where the dark ink is the more slender: strokes have less thickness for their length than holes.</summary>
    private const double SlenderThickness = 2.5;

    private const double Slender = 0.6;

    /// <summary>True where the light strokes are the ink.</summary>
    public static bool IsLight(IsolatedDigit dark, IsolatedDigit light)
    {
        if (light.Crop.Union(dark.Crop) != light.Crop)
        {
            bool isHole = light.Crop.Union(dark.Crop) == dark.Crop && light.Crop.LongestSide < HoleShare * dark.Crop.LongestSide;
            return !isHole && light.ClosedShare > dark.ClosedShare + OpenShare;
        }

        bool isSheet = dark.ClosedShare >= Closed
            && dark.Thickness >= LeastThickness
            && light.Thickness >= (IsSlender(dark, light) ? SlenderThickness : SheetThickness) * dark.Thickness;
        return !isSheet && light.ClosedShare >= dark.ClosedShare - OpenShare;
    }

    private static bool IsSlender(IsolatedDigit dark, IsolatedDigit light) =>
        dark.Thickness / dark.Crop.LongestSide < Slender * light.Thickness / light.Crop.LongestSide;
}
