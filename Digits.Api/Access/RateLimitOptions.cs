using System.ComponentModel.DataAnnotations;

namespace Digits.Api.Access;

/// <summary>How many digits each caller may ask for: each key, or without keys each address, of IPv6 each network of 64 bits.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Digits a second in the long run, 0.001..1,000,000; 0 sets no limit. Default: 0.</summary>
    [Range(0.0, 1_000_000)]
    public double PermitsPerSecond { get; set; }

    /// <summary>Digits at once after a pause, 1..1,000,000; 0 takes those of one second, at least one. Default: 0.</summary>
    [Range(0, 1_000_000)]
    public int Burst { get; set; }

    /// <summary><see cref="Burst"/>, with 0 replaced.</summary>
    internal int EffectiveBurst => Burst > 0 ? Burst : Math.Max((int)Math.Ceiling(PermitsPerSecond), 1);
}
