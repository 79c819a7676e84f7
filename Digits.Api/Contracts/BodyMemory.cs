using Digits.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Api.Contracts;

/// <summary>Counts the bytes that the bodies of all requests together hold, up to a bound.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class BodyMemory(IOptions<ApiOptions> options)
{
    private readonly long _limit = options.Value.MaxBufferedBytes;
    private long _taken;

    /// <summary>Takes some bytes, all or none.</summary>
    public bool TryTake(int bytes)
    {
        long taken = Volatile.Read(ref _taken);
        while (bytes <= _limit - taken)
        {
            long before = Interlocked.CompareExchange(ref _taken, taken + bytes, taken);
            if (before == taken)
            {
                return true;
            }

            taken = before;
        }

        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Release(int bytes) => Interlocked.Add(ref _taken, -bytes);
}
