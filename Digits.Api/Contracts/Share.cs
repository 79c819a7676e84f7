namespace Digits.Api.Contracts;

/// <summary>A probability as answers show it: 0 to 1, with six decimals at most.</summary>
/// <param name="Probability">0 to 1.</param>
internal readonly record struct Share(float Probability);
