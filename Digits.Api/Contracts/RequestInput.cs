using Digits.Api.Contracts.Rereading;
using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>One digit that a request sent: the only one, or an item of a batch.</summary>
/// <param name="Input">The digit, in the memory of the request's body.</param>
internal sealed record RequestInput(DigitInput Input)
{
    /// <summary>A picture file, or the problem that was found on the way to it.</summary>
    public static Parsed<RequestInput> FromImage(Problem? problem, Memory<byte> file) =>
        problem is not null ? problem
        : DigitInput.IsPicture(file.Span) ? new RequestInput(DigitInput.FromImage(file))
        : Reread(file);

    /// <summary>The picture that text holds, where a body that was not understood is such a text.</summary>
    /// <param name="problem">What is wrong with the body where it is not.</param>
    /// <param name="body">The whole body; overwritten.</param>
    public static Parsed<RequestInput> FromText(Problem problem, Memory<byte> body) =>
        PictureText.TryRead(body.Span, PictureText.MostDepth, out Range picture) ? new RequestInput(DigitInput.FromImage(body[picture])) : problem;

    /// <summary>Pixels, or the problem that was found on the way to them.</summary>
    public static Parsed<RequestInput> FromPixels(Problem? problem, ReadOnlyMemory<byte> pixels) =>
        problem is not null ? problem
        : IsBinary(pixels.Span) ? Problem.FaintPixels
        : new RequestInput(DigitInput.FromPixels(pixels));

    /// <summary>Whether there is ink, and 1 all of it: a level that nobody can see, where 1 was meant for full ink.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> pixels) => !pixels.ContainsAnyExceptInRange((byte)0, (byte)1) && pixels.Contains((byte)1);

    /// <summary>Asks what else the bytes may be; what nobody knows goes to the decoder, which has its own words for it.</summary>
    private static Parsed<RequestInput> Reread(Memory<byte> file)
    {
        string? reason = NotAPicture.ExplainFile(file.Span);
        bool isDataUrl = Base64Text.IsDataUrl(file.Span);
        return FromText(Problem.UnsupportedImageFormat(reason ?? string.Empty), file) is { Value: not null } found ? found
            : reason is not null ? Problem.UnsupportedImageFormat(reason)
            : isDataUrl && Base64Text.Decode(file.Span, "image", out int length) is null ? new RequestInput(DigitInput.FromImage(file[..length]))
            : new RequestInput(DigitInput.FromImage(file));
    }
}
