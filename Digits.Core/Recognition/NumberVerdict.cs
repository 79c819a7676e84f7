namespace Digits.Core.Recognition;

/// <summary>What the recognizer is willing to say of a picture with one line of digits.</summary>
public enum NumberVerdict
{
    /// <summary>It is a number, and every digit of it is clear.</summary>
    Number,

    /// <summary>It looks like a number, but a place of it, or how many places there are, is in doubt.</summary>
    Uncertain,

    /// <summary>It is no line of digits.</summary>
    NotANumber,
}
