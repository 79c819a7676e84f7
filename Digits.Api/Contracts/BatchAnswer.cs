namespace Digits.Api.Contracts;

/// <summary>A batch's answer as JSON: one item for each that was sent, in order.</summary>
internal sealed record BatchAnswer(BatchItemAnswer[] Predictions);
