using System.Globalization;

namespace Digits.Cli;

/// <summary>Numbers as people read them.</summary>
internal static class Numerals
{
    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => share.ToString("0.00 %", CultureInfo.InvariantCulture);

    /// <summary>A whole number with thousands apart.</summary>
    public static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
