using System.Buffers;
using System.Numerics;

namespace Digits.Api.Contracts;

/// <summary>Bytes of a request in rented memory that grows with what arrives, never past the request's limit or that of all together.</summary>
/// <remarks>Not thread-safe. The request disposes of it at its end.</remarks>
internal sealed class RequestBody : IDisposable
{
    /// <summary>Larger memory has a pool of its own, and so has smaller.</summary>
    private const int MostShared = 1 << 20;

    private const int MostSmall = 8 << 10;

    /// <summary>
    /// The shared pool keeps 32 arrays of a size for each processor and makes those of all other requests anew: with 64 at once half of what
    /// a request for pixels allocated. This one keeps 4 MB at most.
    /// </summary>
    private static readonly ArrayPool<byte> Small = ArrayPool<byte>.Create(MostSmall, maxArraysPerBucket: 256);

    private const int MostPooled = 16 << 20;

    /// <summary>
    /// Keeps one array of each size, 30 MB in all: one large body after the other takes the same memory, where the collector would let forty of
    /// them lie, and after a rush no more is kept than that.
    /// </summary>
    private static readonly ArrayPool<byte> Large = ArrayPool<byte>.Create(MostPooled, maxArraysPerBucket: 1);

    /// <summary>
    /// So many bytes of large arrays are let go before the collector is asked to look for them. By itself it does so late: fifty bodies of 10 MB
    /// at once, and again, left the process at 1.2 GB.
    /// </summary>
    private const long MostLetGo = 128 << 20;

    private static long _letGo;

    private readonly BodyMemory _memory;
    private byte[]? _rented;
    private int _taken;
    private int _length;

    public RequestBody(BodyMemory memory) => _memory = memory;

    /// <summary>What has arrived. Parsers may write into it.</summary>
    public Memory<byte> Bytes => _rented.AsMemory(0, _length);

    /// <summary>What has arrived, without the byte order mark that some clients put before JSON.</summary>
    public Memory<byte> Text => Bytes.Span.StartsWith("\uFEFF"u8) ? Bytes[3..] : Bytes;

    /// <summary>Adds what has arrived.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="expected">How many bytes there will be in all, as far as it is known and believed.</param>
    /// <returns>False when all requests together hold too much.</returns>
    public bool TryAppend(ReadOnlySequence<byte> bytes, int expected)
    {
        int needed = checked(_length + (int)bytes.Length);
        if (needed > _taken && !TryGrow(Math.Max(needed, expected)))
        {
            return false;
        }

        bytes.CopyTo(_rented.AsSpan(_length));
        _length = needed;
        return true;
    }

    public void Dispose()
    {
        _memory.Release(_taken);
        _taken = 0;
        _length = 0;
        GiveBack();
    }

    private bool TryGrow(int least)
    {
        int held = _taken;
        int size = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)Math.Max(least, 2 * held)), (uint)Array.MaxLength);
        if (!_memory.TryTake(size - held, size))
        {
            return false;
        }

        byte[] larger = Pool(size).Rent(size);
        Bytes.CopyTo(larger);
        GiveBack();
        _rented = larger;
        _taken = size;
        return true;
    }

    private void GiveBack()
    {
        if (_rented is { } rented)
        {
            Pool(rented.Length).Return(rented);
            _rented = null;
            if (rented.Length > MostShared && Interlocked.Add(ref _letGo, rented.Length) > MostLetGo)
            {
                Interlocked.Exchange(ref _letGo, 0);
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            }
        }
    }

    private static ArrayPool<byte> Pool(int size) =>
        size <= MostSmall ? Small
        : size <= MostShared ? ArrayPool<byte>.Shared
        : Large;
}
