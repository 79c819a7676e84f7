namespace Digits.Core.Recognition;

/// <summary>What the recognizer is willing to say of a picture.</summary>
public enum Verdict
{
    /// <summary>It is a digit, and which one is clear.</summary>
    Digit,

    /// <summary>It looks like a digit, but the best probability is under the model's threshold.</summary>
    Uncertain,

    /// <summary>It is ink that looks like no digit.</summary>
    NotADigit,
}
