using Digits.Fuzz.Requests;

namespace Digits.Fuzz.Running;

/// <summary>A case that was not answered as it should have been.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Case">The case.</param>
/// <param name="What">What was wrong.</param>
internal sealed record FuzzFailure(int Seed, FuzzCase Case, string What)
{
    public override string ToString() =>
        $"case {Case.Number} of seed {Seed} ({Case.Endpoint}, {Case.Kind}): {What} Again: dotnet run -c Release --project Digits.Fuzz -- --seed {Seed} --case {Case.Number}";
}
