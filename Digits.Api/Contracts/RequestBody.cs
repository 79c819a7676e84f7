using System.Buffers;
using System.Numerics;

namespace Digits.Api.Contracts;

/// <summary>Bytes of a request in memory that grows with what arrives, never past the request's limit or that of all together.</summary>
/// <remarks>Not thread-safe. The request disposes of it at its end.</remarks>
internal sealed class RequestBody : IDisposable
{
    /// <summary>Up to here memory is rented of a pool, and doubles as it grows. Beyond, it is <see cref="LargeBytes"/>, and grows by a quarter.</summary>
    public const int MostPooled = 256 << 10;

    /// <summary>Large memory is a multiple of this.</summary>
    private const int Step = 128 << 10;

    /// <summary>Smaller memory has a pool of its own.</summary>
    private const int MostSmall = 8 << 10;

    /// <summary>
    /// The shared pool keeps 32 arrays of a size for each processor and makes those of all other requests anew: with 64 at once half of what
    /// a request for pixels allocated. This one keeps 4 MB at most.
    /// </summary>
    private static readonly ArrayPool<byte> Small = ArrayPool<byte>.Create(MostSmall, maxArraysPerBucket: 256);

    private readonly BodyMemory _memory;
    private byte[]? _rented;
    private LargeBytes? _large;
    private int _taken;
    private int _length;

    public RequestBody(BodyMemory memory) => _memory = memory;

    /// <summary>What has arrived. Parsers may write into it.</summary>
    public Memory<byte> Bytes => Whole[.._length];

    /// <summary>What has arrived, without the byte order mark that some clients put before JSON.</summary>
    public Memory<byte> Text => Bytes.Span.StartsWith("\uFEFF"u8) ? Bytes[3..] : Bytes;

    private Memory<byte> Whole => _large?.Memory ?? _rented;

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

        bytes.CopyTo(Whole.Span[_length..]);
        _length = needed;
        return true;
    }

    public void Dispose()
    {
        _memory.Release(_taken);
        _taken = 0;
        _length = 0;
        GiveBack();
        ((IDisposable?)_large)?.Dispose();
        _large = null;
    }

    private bool TryGrow(int least)
    {
        int held = _taken;
        int size = SizeFor(Math.Max(least, 2 * Math.Min(held, MostPooled)), held);
        if (!_memory.TryTake(size - held, size))
        {
            return false;
        }

        if (size <= MostPooled)
        {
            byte[] larger = Pool(size).Rent(size);
            Bytes.CopyTo(larger);
            GiveBack();
            _rented = larger;
        }
        else if (_large is null)
        {
            var large = new LargeBytes();
            large.Grow(size);
            Bytes.CopyTo(large.Memory);
            GiveBack();
            _large = large;
        }
        else
        {
            _large.Grow(size);
        }

        _taken = size;
        return true;
    }

    private static int SizeFor(int least, int held)
    {
        if (least <= MostPooled)
        {
            return (int)BitOperations.RoundUpToPowerOf2((uint)least);
        }

        long size = Math.Max(least, held + (held / 4L));
        return (int)Math.Min((size + Step - 1) / Step * Step, Array.MaxLength);
    }

    private void GiveBack()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            Pool(rented.Length).Return(rented);
        }
    }

    private static ArrayPool<byte> Pool(int size) => size <= MostSmall ? Small : ArrayPool<byte>.Shared;
}
