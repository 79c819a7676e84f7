namespace Digits.Core.Recognition;

/// <summary>How one request wants to be answered.</summary>
/// <param name="Model">The model's name; null for the default one.</param>
/// <param name="Explain">True to add an <see cref="Explanation"/>, at the price of some sixty further model runs.</param>
public sealed record RecognitionQuery(string? Model = null, bool Explain = false)
{
    internal static RecognitionQuery Default { get; } = new();
}
