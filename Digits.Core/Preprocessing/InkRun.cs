namespace Digits.Core.Preprocessing;

/// <summary>Neighbouring ink pixels of one row of the survey, from <see cref="Left"/> to one before <see cref="Right"/>.</summary>
internal readonly record struct InkRun(int Row, int Left, int Right);
