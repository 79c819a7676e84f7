using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>One item of a batch as it was sent: something to read, or the problem that stands in its way.</summary>
internal readonly record struct BatchItem(DigitInput Input, Problem? Problem)
{
    public static BatchItem From(Problem? problem, ReadOnlyMemory<byte> picture) =>
        problem is null ? new(DigitInput.FromImage(picture), null) : new(default, problem);

    public static BatchItem FromPixels(Problem? problem, ReadOnlyMemory<byte> pixels) =>
        problem is null ? new(DigitInput.FromPixels(pixels), null) : new(default, problem);
}
