using System.Text.Json.Serialization;

namespace Digits.Api.Contracts;

/// <summary>What stands in a batch's answer for one item: a prediction or a problem.</summary>
[JsonDerivedType(typeof(PredictionAnswer))]
[JsonDerivedType(typeof(FailedItemAnswer))]
internal abstract record BatchItemAnswer;
