namespace Digits.Core.Recognition;

/// <summary>An expected failure: a code to act on and a sentence to read.</summary>
/// <param name="Code">What went wrong.</param>
/// <param name="Message">What was wrong and where, at most 200 characters; it never echoes the input.</param>
public sealed record RecognitionError(RecognitionErrorCode Code, string Message);
