using System.Runtime.InteropServices;

namespace Digits.Api.Access;

/// <summary>What a caller has left of its rate.</summary>
/// <param name="IsTaken">Whether what was asked for was there, and was taken.</param>
/// <param name="Remaining">Whole permits left.</param>
/// <param name="Wait">Until all permits are there again, or, where nothing was taken, until the same can be asked for with success.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Budget(bool IsTaken, long Remaining, TimeSpan Wait)
{
    /// <summary><see cref="Wait"/> in whole seconds, rounded up.</summary>
    public int WaitSeconds => (int)Math.Min(Math.Ceiling(Wait.TotalSeconds), int.MaxValue);
}
