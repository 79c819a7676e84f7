using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>One digit that a request sent: the only one, or an item of a batch.</summary>
/// <param name="Input">The digit, in the memory of the request's body.</param>
internal sealed record RequestInput(DigitInput Input)
{
    /// <summary>A picture file, or the problem that was found on the way to it.</summary>
    public static Parsed<RequestInput> FromImage(Problem? problem, ReadOnlyMemory<byte> file) =>
        problem is null ? new RequestInput(DigitInput.FromImage(file)) : problem;

    /// <summary>Pixels, or the problem that was found on the way to them.</summary>
    public static Parsed<RequestInput> FromPixels(Problem? problem, ReadOnlyMemory<byte> pixels) =>
        problem is null ? new RequestInput(DigitInput.FromPixels(pixels)) : problem;
}
