namespace Digits.Fuzz.Bombs;

/// <summary>What a bomb took of the service.</summary>
/// <param name="Status">The answer's status; 0 where the connection was closed.</param>
/// <param name="Slug">The problem's slug; empty of other answers.</param>
/// <param name="Seconds">Processor time of the whole process meanwhile.</param>
/// <param name="Megabytes">By how much the process grew at most; 0 where the system does not tell.</param>
/// <param name="Peak">Megabytes of the process at most; 0 where the system does not tell.</param>
internal sealed record BombResult(int Status, string Slug, double Seconds, long Megabytes, long Peak);
