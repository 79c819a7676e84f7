namespace Digits.Core.Recognition;

/// <summary>How a number was found; what the model saw is with each digit.</summary>
/// <param name="Reading">How its ink was found.</param>
/// <param name="Inverted">True when dark ink on light paper was turned over.</param>
/// <param name="Candidates">How many pieces of ink the model was asked about.</param>
/// <param name="SourceWidth">The width of what was sent, in pixels, upright.</param>
/// <param name="SourceHeight">The height of what was sent, in pixels, upright.</param>
public sealed record NumberExplanation(Reading Reading, bool Inverted, int Candidates, int SourceWidth, int SourceHeight);
