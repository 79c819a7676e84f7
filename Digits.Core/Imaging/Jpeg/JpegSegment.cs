namespace Digits.Core.Imaging.Jpeg;

/// <summary>One marker segment of a JPEG file, by its place; a scan's entropy-coded data belong to its segment.</summary>
/// <param name="Marker">The marker's second byte.</param>
/// <param name="Start">Where the first byte after the length lies.</param>
/// <param name="HeaderEnd">Where the part that the length counts ends.</param>
/// <param name="End">Where the entropy-coded data end; the same as <paramref name="HeaderEnd"/> of all other segments.</param>
internal readonly record struct JpegSegment(byte Marker, int Start, int HeaderEnd, int End)
{
    /// <summary>Marker and length.</summary>
    private const int FrontLength = 4;

    /// <summary>Bytes of all of it, from the marker on.</summary>
    public int Length => End - Start + FrontLength;

    /// <summary>What the length counts, less the length itself.</summary>
    public ReadOnlySpan<byte> Header(ReadOnlySpan<byte> file) => file[Start..HeaderEnd];

    /// <summary>A scan's entropy-coded data, stuffing and restart markers included.</summary>
    public ReadOnlySpan<byte> Data(ReadOnlySpan<byte> file) => file[HeaderEnd..End];

    /// <summary>All of it, from the marker on.</summary>
    public ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> file) => file[(Start - FrontLength)..End];
}
