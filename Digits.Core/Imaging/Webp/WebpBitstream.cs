using System.Buffers.Binary;

namespace Digits.Core.Imaging.Webp;

/// <summary>The picture data of a still WebP or of one frame: a lossy or a lossless chunk, and the opacity beside a lossy one.</summary>
/// <param name="Data">The chunk of picture data.</param>
/// <param name="Alpha">The chunk of opacity, of length 0 where there is none.</param>
/// <param name="Width">Pixels across, as the data themselves say.</param>
/// <param name="Height">Pixels down, as the data themselves say.</param>
internal readonly record struct WebpBitstream(WebpChunk Data, WebpChunk Alpha, int Width, int Height)
{
    private const int LossyFront = 10;
    private const int LosslessFront = 5;
    private const byte LosslessSignature = 0x2F;
    private const int SideBits = 14;
    private const int SideMask = (1 << SideBits) - 1;

    /// <summary>True of lossless data.</summary>
    public bool IsLossless => Data.Kind == WebpKind.Lossless;

    /// <summary>True where a chunk of opacity belongs to it.</summary>
    public bool HasAlpha => Alpha.Kind == WebpKind.Alpha;

    /// <summary>True where that opacity is compressed, as lossless pictures are (RFC 9649, 2.7.1.2).</summary>
    public bool HasCompressedAlpha(ReadOnlySpan<byte> file) => HasAlpha && Alpha.End > Alpha.Start && (file[Alpha.Start] & 3) == 1;

    /// <summary>How many sets of codes the lossless data have, the picture's or its opacity's; 0 where none are, null where they are damaged.</summary>
    public int? CodeSets(ReadOnlySpan<byte> file) =>
        IsLossless ? LosslessHeader.CodeSets(file[(Data.Start + LosslessFront)..Data.End], Width, Height)
        : HasCompressedAlpha(file) ? LosslessHeader.CodeSets(file[(Alpha.Start + 1)..Alpha.End], Width, Height)
        : 0;

    /// <summary>Finds the first picture data in a row of chunks.</summary>
    /// <param name="file">The file.</param>
    /// <param name="chunks">The chunks; those after the picture data are left.</param>
    /// <returns>The data, or null where there are none or their header is damaged.</returns>
    public static WebpBitstream? Find(ReadOnlySpan<byte> file, ref WebpChunks chunks)
    {
        WebpChunk alpha = default;
        while (chunks.MoveNext())
        {
            WebpChunk chunk = chunks.Current;
            switch (chunk.Kind)
            {
                case WebpKind.Alpha when alpha.Kind == 0:
                    alpha = chunk;
                    break;
                case WebpKind.Lossy:
                    return ReadLossy(chunk, alpha, chunk.Payload(file));
                case WebpKind.Lossless:
                    return ReadLossless(chunk, chunk.Payload(file));
            }
        }

        return null;
    }

    // A frame tag whose lowest bit is 0 for a key frame, the start code 9D 01 2A, then width and height of 14 bits (RFC 6386, 9.1).
    private static WebpBitstream? ReadLossy(WebpChunk chunk, WebpChunk alpha, ReadOnlySpan<byte> data)
    {
        if (data.Length < LossyFront || (data[0] & 1) != 0 || !data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            return null;
        }

        int width = BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & SideMask;
        int height = BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & SideMask;
        return width == 0 || height == 0 ? null : new WebpBitstream(chunk, alpha, width, height);
    }

    // The signature, then width and height less one of 14 bits (RFC 9649, 3.4).
    private static WebpBitstream? ReadLossless(WebpChunk chunk, ReadOnlySpan<byte> data)
    {
        if (data.Length < LosslessFront || data[0] != LosslessSignature)
        {
            return null;
        }

        uint sides = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return new WebpBitstream(chunk, default, (int)(sides & SideMask) + 1, (int)((sides >> SideBits) & SideMask) + 1);
    }
}
