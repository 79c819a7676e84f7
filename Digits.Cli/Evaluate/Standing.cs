namespace Digits.Cli.Evaluate;

/// <summary>What was said of a picture whose digit is known.</summary>
internal enum Standing
{
    /// <summary>The verdict is digit, right or wrong.</summary>
    Answered,

    /// <summary>The verdict is uncertain.</summary>
    Uncertain,

    /// <summary>The verdict is notADigit.</summary>
    NotADigit,

    /// <summary>No ink was found.</summary>
    Blank,
}
