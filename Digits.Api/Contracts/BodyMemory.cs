using Digits.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Api.Contracts;

/// <summary>Counts the bytes that the bodies of all requests together hold, up to a bound.</summary>
/// <remarks>
/// Thread-safe. Of the bound a share is kept for small bodies: however many large ones come in slowly, the others still get in.
/// </remarks>
internal sealed class BodyMemory
{
    /// <summary>The most bytes of a small body: pixels in any form, and the pictures of most canvases.</summary>
    public const int MostSmall = 64 << 10;

    /// <summary>The share of small bodies, one part of so many.</summary>
    private const int SmallShare = 8;

    private readonly long _limit;
    private readonly long _limitOfLarge;
    private long _taken;

    public BodyMemory(IOptions<ApiOptions> options)
    {
        _limit = options.Value.MaxBufferedBytes;

        // The largest body may take nearly twice its size, and must have room by itself.
        _limitOfLarge = Math.Max(_limit - (_limit / SmallShare), Math.Min(_limit, 2L * options.Value.MaxBodyBytes));
    }

    /// <summary>The most bytes that are held at once.</summary>
    public long Limit => _limit;

    /// <summary>How many bytes are held now.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Takes some bytes, all or none.</summary>
    /// <param name="bytes">How many more.</param>
    /// <param name="size">How many the body has with them.</param>
    public bool TryTake(int bytes, int size)
    {
        long limit = size <= MostSmall ? _limit : _limitOfLarge;
        long taken = Volatile.Read(ref _taken);
        while (bytes <= limit - taken)
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
