using System.Diagnostics.CodeAnalysis;
using Digits.Api.Errors;

namespace Digits.Api.Contracts;

/// <summary>What a request's body or query said, or the problem with it.</summary>
internal readonly record struct Parsed<T>(T? Value, Problem? Problem)
    where T : class
{
    public bool TryGetValue([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        value = Value;
        problem = Problem;
        return value is not null;
    }

    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Problem problem) => new(null, problem);
}
