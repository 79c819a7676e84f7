using Digits.Cli.Pictures;

namespace Digits.Cli.Datasets;

/// <summary>One picture, and the digit that whoever wrote it meant.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Label">0 to 9.</param>
internal sealed record LabelledDigit(Picture Picture, int Label);
