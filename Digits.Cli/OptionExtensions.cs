using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Digits.Cli;

/// <summary>Bounds of options.</summary>
internal static class OptionExtensions
{
    /// <summary>Refuses what is no number, or one outside of its bounds.</summary>
    public static void Between<T>(this Option<T> option, T least, T most)
        where T : INumber<T> => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !(T.TryParse(token.Value, CultureInfo.InvariantCulture, out T? value) && value >= least && value <= most))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be {least} to {most}."));
        }
    });
}
