using Digits.Core.Recognition;

namespace Digits.Cli.Bench;

/// <summary>What was measured.</summary>
/// <param name="Model">Of which model.</param>
/// <param name="Picture">Of which picture.</param>
/// <param name="Stages">The steps on its way.</param>
/// <param name="Rates">The network alone.</param>
internal sealed record Figures(ModelIdentity Model, string Picture, IReadOnlyList<Stage> Stages, IReadOnlyList<Rate> Rates);
