namespace Digits.Api.Contracts;

/// <summary>A batch item that got no prediction, as JSON.</summary>
internal sealed record FailedItemAnswer(ItemProblemAnswer Problem) : BatchItemAnswer;
