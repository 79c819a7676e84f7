using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Png;

/// <summary>Brings a row of samples of any depth and colour to bands of eight bits.</summary>
/// <remarks>
/// Grey of fewer bits is stretched to 0..255, of sixteen bits the upper eight are taken; palettes become RGBA, and where one colour is
/// clear an opacity is added. Used by one thread. Source: ISO/IEC 15948:2004, clauses 11.2.3, 11.3.2 and 13.12.
/// </remarks>
internal sealed class PngSamples : IDisposable
{
    private const int Entries = 256;
    private const int EntryBytes = 3;

    private readonly PngLayout _layout;
    private readonly uint[]? _palette;
    private readonly byte[]? _clear;
    private byte[]? _row;

    public PngSamples(ReadOnlySpan<byte> file, PngLayout layout)
    {
        _layout = layout;
        bool hasPalette = layout.Colour == PngColour.Palette;
        _palette = hasPalette ? Colours(file[layout.Palette], file[layout.Transparency]) : null;
        _clear = hasPalette || file[layout.Transparency].IsEmpty ? null : file[layout.Transparency].ToArray();
        Bands = layout.Colour switch { PngColour.Gray => 1, PngColour.GrayAlpha => 2, PngColour.Rgb => 3, _ => 4 };
        if (_clear is not null)
        {
            Bands++;
        }

        if (_clear is not null || hasPalette || layout.Depth != 8)
        {
            _row = ArrayPool<byte>.Shared.Rent(layout.Width * Bands);
        }
    }

    /// <summary>Bands of the rows that come out.</summary>
    public int Bands { get; }

    /// <summary>One row's pixels, valid until the next call; the samples themselves where these are bands of eight bits already.</summary>
    public ReadOnlySpan<byte> ToBytes(ReadOnlySpan<byte> samples)
    {
        if (_row is null)
        {
            return samples;
        }

        Span<byte> row = _row.AsSpan(0, _layout.Width * Bands);
        if (_palette is not null)
        {
            LookUp(samples, MemoryMarshal.Cast<byte, uint>(row));
        }
        else if (_clear is not null)
        {
            AddOpacity(samples, _clear, row);
        }
        else if (_layout.Depth == 16)
        {
            TakeUpperBytes(samples, row);
        }
        else
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = ToByte(Sample(samples, i));
            }
        }

        return row;
    }

    public void Dispose()
    {
        if (_row is not null)
        {
            ArrayPool<byte>.Shared.Return(_row);
            _row = null;
        }
    }

    /// <summary>All colours that an index can name, red in the first byte in memory. Those that the file lacks are its last, as browsers show them.</summary>
    private static uint[] Colours(ReadOnlySpan<byte> palette, ReadOnlySpan<byte> opacities)
    {
        uint[] colours = new uint[Entries];
        Span<byte> bytes = MemoryMarshal.AsBytes(colours.AsSpan());
        int count = palette.Length / EntryBytes;
        for (int i = 0; i < Entries; i++)
        {
            int entry = Math.Min(i, count - 1);
            palette.Slice(entry * EntryBytes, EntryBytes).CopyTo(bytes[(i * sizeof(uint))..]);
            bytes[(i * sizeof(uint)) + EntryBytes] = entry < opacities.Length ? opacities[entry] : byte.MaxValue;
        }

        return colours;
    }

    private static void TakeUpperBytes(ReadOnlySpan<byte> samples, Span<byte> row)
    {
        // The upper byte of a sample comes first, which is the lower one of two in a register.
        var first = new Vector<ushort>(byte.MaxValue);
        int count = Vector<byte>.Count;
        int i = 0;
        for (; i <= row.Length - count; i += count)
        {
            ReadOnlySpan<byte> some = samples[(2 * i)..];
            Vector.Narrow(
                Vector.AsVectorUInt16(new Vector<byte>(some)) & first,
                Vector.AsVectorUInt16(new Vector<byte>(some[count..])) & first).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] = samples[2 * i];
        }
    }

    private void LookUp(ReadOnlySpan<byte> samples, Span<uint> row)
    {
        uint[] palette = _palette!;
        if (_layout.Depth == 8)
        {
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = palette[samples[x]];
            }

            return;
        }

        for (int x = 0; x < row.Length; x++)
        {
            row[x] = palette[Sample(samples, x)];
        }
    }

    private void AddOpacity(ReadOnlySpan<byte> samples, byte[] clear, Span<byte> row)
    {
        int colours = Bands - 1;
        for (int x = 0; x < _layout.Width; x++)
        {
            bool isClear = true;
            for (int band = 0; band < colours; band++)
            {
                int sample = Sample(samples, (x * colours) + band);
                isClear &= sample == (BinaryPrimitives.ReadUInt16BigEndian(clear.AsSpan(2 * band)) & ((1 << _layout.Depth) - 1));
                row[(x * Bands) + band] = ToByte(sample);
            }

            row[(x * Bands) + colours] = isClear ? (byte)0 : byte.MaxValue;
        }
    }

    private int Sample(ReadOnlySpan<byte> samples, int index)
    {
        int depth = _layout.Depth;
        return depth switch
        {
            8 => samples[index],
            16 => BinaryPrimitives.ReadUInt16BigEndian(samples[(2 * index)..]),
            _ => (samples[index * depth / 8] >> (8 - depth - (index * depth % 8))) & ((1 << depth) - 1),
        };
    }

    private byte ToByte(int sample) => _layout.Depth switch
    {
        8 => (byte)sample,
        16 => (byte)(sample >> 8),
        _ => (byte)(sample * byte.MaxValue / ((1 << _layout.Depth) - 1)),
    };
}
