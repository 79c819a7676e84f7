using System.IO.Compression;
using System.Text;

namespace Digits.Fuzz.Bombs;

/// <summary>Much out of little.</summary>
internal static class Filling
{
    /// <summary>Room for a body under the service's limit of 16 MiB.</summary>
    public const int Most = (16 << 20) - 1024;

    /// <summary>A text between two others, as often as the limit leaves room for, or fewer times.</summary>
    public static byte[] Text(string start, string repeated, string end, int times = int.MaxValue) =>
        Bytes(Encoding.Latin1.GetBytes(start), Encoding.Latin1.GetBytes(repeated), Encoding.Latin1.GetBytes(end), times);

    /// <summary>Bytes, as often as there is room for.</summary>
    public static byte[] Bytes(ReadOnlySpan<byte> start, ReadOnlySpan<byte> repeated, ReadOnlySpan<byte> end, int times = int.MaxValue)
    {
        times = Math.Min(times, (Most - start.Length - end.Length) / repeated.Length);
        byte[] bytes = new byte[start.Length + (times * repeated.Length) + end.Length];
        start.CopyTo(bytes);
        Span<byte> rest = bytes.AsSpan(start.Length);
        for (; times > 0; times--, rest = rest[repeated.Length..])
        {
            repeated.CopyTo(rest);
        }

        end.CopyTo(rest);
        return bytes;
    }

    /// <summary>Zeros in zlib's format, or another.</summary>
    /// <param name="count">How many.</param>
    /// <param name="format">Wraps the stream that receives the packed bytes; null for zlib.</param>
    public static byte[] Zeros(long count, Func<Stream, Stream>? format = null)
    {
        using var packed = new MemoryStream();
        byte[] block = new byte[1 << 20];
        using (Stream stream = format?.Invoke(packed) ?? new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (; count > 0; count -= block.Length)
            {
                stream.Write(block, 0, (int)Math.Min(count, block.Length));
            }
        }

        return packed.ToArray();
    }

    /// <summary>Bytes that no coding makes smaller; the same at each call.</summary>
    public static byte[] Noise(int count)
    {
        byte[] bytes = new byte[count];
#pragma warning disable CA5394 // It is to be the same each time, not a secret.
        new Random(count).NextBytes(bytes);
#pragma warning restore CA5394
        return bytes;
    }
}
