namespace Digits.Api.Contracts;

/// <summary>One of the likeliest digits as JSON.</summary>
internal sealed record CandidateAnswer(int Digit, Share Probability);
