namespace Digits.Core.Segmentation;

/// <summary>The best path through a lattice, and how probable what it reads is among all paths.</summary>
/// <param name="Arcs">The arcs that take a place of the number, from left to right.</param>
/// <param name="Labels">The label of each.</param>
/// <param name="Places">The probability of each place: that an arc over much the same ink has this label.</param>
/// <param name="Share">The probability of all paths that read the same.</param>
/// <param name="LengthShare">The probability of all paths of as many places.</param>
internal sealed record LatticeReading(List<LatticeArc> Arcs, List<int> Labels, double[] Places, double Share, double LengthShare);
