namespace Digits.Core.Imaging.Webp;

/// <summary>One chunk of a WebP file, by its place (RFC 9649, 2.3).</summary>
/// <param name="Kind">The four characters of its name, the first in the lowest byte.</param>
/// <param name="Start">Where its payload begins, after eight bytes of name and length.</param>
/// <param name="End">Where its payload ends; where that is odd, a byte of padding may follow.</param>
internal readonly record struct WebpChunk(uint Kind, int Start, int End)
{
    /// <summary>Name and length.</summary>
    public const int FrontLength = 8;

    /// <summary>Bytes of all of it, padding included.</summary>
    public int Length => FrontLength + End - Start + ((End - Start) & 1);

    /// <summary>The payload.</summary>
    public ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> file) => file[Start..End];
}
