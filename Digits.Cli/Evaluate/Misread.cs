using Digits.Cli.Pictures;

namespace Digits.Cli.Evaluate;

/// <summary>A picture that was read, by best guess, as another digit than it is, or found blank.</summary>
internal sealed record Misread(Picture Picture, Scored Scored);
