using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Recognition;

/// <summary>Either a value or the <see cref="RecognitionError"/> that stands in its place. Expected failures are values, never exceptions.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly record struct Outcome<T>
    where T : class
{
    private Outcome(T? value, RecognitionError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value, or null where there is an <see cref="Error"/>.</summary>
    public T? Value { get; }

    /// <summary>The failure, or null where there is a <see cref="Value"/>.</summary>
    public RecognitionError? Error { get; }

    /// <summary>Splits the outcome into its two halves, exactly one of which is not null.</summary>
    /// <param name="value">The value when this method returns true.</param>
    /// <param name="error">The failure when this method returns false.</param>
    /// <returns>True when there is a value.</returns>
    /// <exception cref="InvalidOperationException">The outcome is <c>default</c>: it was never set.</exception>
    public bool TryGetValue([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out RecognitionError? error)
    {
        value = Value;
        error = value is null ? Error ?? NotSet : null;
        return value is not null;
    }

#pragma warning disable CA2225 // The named alternates are the constructors of T and RecognitionError themselves.
    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    /// <param name="error">The failure.</param>
    public static implicit operator Outcome<T>(RecognitionError error) => new(null, error);
#pragma warning restore CA2225

    private static RecognitionError NotSet => throw new InvalidOperationException("This outcome was never set.");
}
