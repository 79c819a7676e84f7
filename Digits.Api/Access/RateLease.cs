using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Digits.Api.Access;

/// <summary>What the framework's rate limiting is told of a request. There is nothing to give back: permits come back with time.</summary>
/// <param name="wait">After which time the same would be granted; null where it is.</param>
internal sealed class RateLease(TimeSpan? wait) : RateLimitLease
{
    /// <summary>The lease of every request that may go on.</summary>
    public static RateLease Granted { get; } = new(null);

    public override bool IsAcquired => wait is null;

    public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
        return metadata is not null;
    }
}
