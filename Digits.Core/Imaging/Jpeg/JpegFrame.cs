using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>What a JPEG's frame header says (ITU-T T.81, B.2.2).</summary>
internal sealed class JpegFrame
{
    private const int BlockSide = 8;
    private const int FrontLength = 6;
    private const int ComponentLength = 3;
    private const int MostSampling = 4;

    private JpegFrame(byte marker, int width, int height, JpegComponent[] components, int mostHorizontal, int mostVertical)
    {
        Marker = marker;
        Width = width;
        Height = height;
        Components = components;
        UnitsWide = DivideUp(width, BlockSide * mostHorizontal);
        UnitsHigh = DivideUp(height, BlockSide * mostVertical);
        MostHorizontal = mostHorizontal;
        MostVertical = mostVertical;
    }

    /// <summary>The frame's marker, which names the process.</summary>
    public byte Marker { get; }

    /// <summary>Pixels across, 1 to 65,535.</summary>
    public int Width { get; }

    /// <summary>Pixels down, 1 to 65,535.</summary>
    public int Height { get; }

    /// <summary>One, three or four.</summary>
    public JpegComponent[] Components { get; }

    /// <summary>Interleaved units (MCUs) across.</summary>
    public int UnitsWide { get; }

    /// <summary>Interleaved units (MCUs) down.</summary>
    public int UnitsHigh { get; }

    /// <summary>The most samples across that a component has in a sampling unit.</summary>
    public int MostHorizontal { get; }

    /// <summary>The most samples down that a component has in a sampling unit.</summary>
    public int MostVertical { get; }

    /// <summary>True where coefficients come in several scans by spectral band and by bit.</summary>
    public bool IsProgressive => Marker is JpegMarker.ProgressiveFrame or JpegMarker.ProgressiveArithmeticFrame;

    /// <summary>True where the entropy coding is arithmetic, not Huffman's.</summary>
    public bool IsArithmetic => Marker is JpegMarker.ExtendedArithmeticFrame or JpegMarker.ProgressiveArithmeticFrame;

    /// <summary>Blocks of all components, those that only fill up the last units included.</summary>
    public long Blocks
    {
        get
        {
            long blocks = 0;
            for (int i = 0; i < Components.Length; i++)
            {
                blocks += (long)PaddedBlocksWide(i) * UnitsHigh * Components[i].Vertical;
            }

            return blocks;
        }
    }

    /// <summary>Blocks across of a component, those that only fill up the last unit included.</summary>
    public int PaddedBlocksWide(int component) => UnitsWide * Components[component].Horizontal;

    /// <summary>Blocks of a component, those that only fill up the last units included.</summary>
    public int PaddedBlocks(int component) => PaddedBlocksWide(component) * UnitsHigh * Components[component].Vertical;

    /// <summary>Reads a frame header.</summary>
    /// <param name="marker">The segment's marker.</param>
    /// <param name="header">What follows the segment's length.</param>
    /// <param name="frame">The frame when this method returns true.</param>
    /// <param name="reason">Why it cannot be read, to follow "The image begins like a JPEG, but", when this method returns false.</param>
    public static bool TryRead(
        byte marker, ReadOnlySpan<byte> header, [NotNullWhen(true)] out JpegFrame? frame, [NotNullWhen(false)] out string? reason)
    {
        frame = null;
        reason = Refusal(marker, header);
        if (reason is not null)
        {
            return false;
        }

        (int height, int width) = (BinaryPrimitives.ReadUInt16BigEndian(header[1..]), BinaryPrimitives.ReadUInt16BigEndian(header[3..]));
        (int mostHorizontal, int mostVertical) = (1, 1);
        JpegComponent[] components = new JpegComponent[header[5]];
        for (int i = 0; i < components.Length; i++)
        {
            ReadOnlySpan<byte> parts = header[(FrontLength + (i * ComponentLength))..];
            components[i] = new JpegComponent(parts[0], parts[1] >> 4, parts[1] & 15, parts[2], 0, 0);
            mostHorizontal = Math.Max(mostHorizontal, components[i].Horizontal);
            mostVertical = Math.Max(mostVertical, components[i].Vertical);
            if (components[i] is not { Horizontal: >= 1 and <= MostSampling, Vertical: >= 1 and <= MostSampling, QuantizationTable: < 4 })
            {
                reason = "its frame header is damaged";
                return false;
            }
        }

        foreach (ref JpegComponent component in components.AsSpan())
        {
            component = component with
            {
                BlocksWide = DivideUp(width * component.Horizontal, BlockSide * mostHorizontal),
                BlocksHigh = DivideUp(height * component.Vertical, BlockSide * mostVertical),
            };
        }

        frame = new JpegFrame(marker, width, height, components, mostHorizontal, mostVertical);
        return true;
    }

    /// <summary>The place of a component by its name, or -1.</summary>
    public int IndexOf(byte id) => Array.FindIndex(Components, component => component.Id == id);

    private static string? Refusal(byte marker, ReadOnlySpan<byte> header)
    {
        if (marker is not (JpegMarker.BaselineFrame or JpegMarker.ExtendedFrame or JpegMarker.ProgressiveFrame
            or JpegMarker.ExtendedArithmeticFrame or JpegMarker.ProgressiveArithmeticFrame))
        {
            return "is of the lossless or hierarchical kind, which is not read";
        }

        if (header.Length < FrontLength || header.Length != FrontLength + (header[5] * ComponentLength))
        {
            return "its frame header is damaged";
        }

        if (header[0] != 8)
        {
            return "its samples do not have 8 bits";
        }

        return header[5] is not (1 or 3 or 4) || BinaryPrimitives.ReadUInt16BigEndian(header[3..]) == 0
            || BinaryPrimitives.ReadUInt16BigEndian(header[1..]) == 0
            ? "its frame header is damaged"
            : null;
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
