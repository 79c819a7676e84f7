namespace Digits.Cli.Evaluate.Report;

/// <summary>A misread as pictures.</summary>
/// <param name="Misread">The misread.</param>
/// <param name="Sent">What was sent, a PNG; null where it cannot be decoded.</param>
/// <param name="Seen">What the model saw, a PNG of 28 by 28 pixels; null where the picture is blank.</param>
internal sealed record MisreadPicture(Misread Misread, byte[]? Sent, byte[]? Seen);
