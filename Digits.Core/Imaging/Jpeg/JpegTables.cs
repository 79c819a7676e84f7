using System.Buffers.Binary;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>The tables that are in force at a place of a JPEG file: each definition takes the place of the one before (ITU-T T.81, B.2.4).</summary>
internal sealed class JpegTables
{
    private const int MostTables = 4;
    private const int Coefficients = 64;

    private readonly HuffmanTable?[] _dc = new HuffmanTable?[MostTables];
    private readonly HuffmanTable?[] _ac = new HuffmanTable?[MostTables];

    /// <summary>Units between restart markers; 0 where there are none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Of each quantization table the step of DC; 0 where the table is missing.</summary>
    public int[] DcSteps { get; } = new int[MostTables];

    /// <summary>A table for DC, or null where it is missing.</summary>
    public HuffmanTable? Dc(int table) => _dc[table];

    /// <summary>A table for AC, or null where it is missing.</summary>
    public HuffmanTable? Ac(int table) => _ac[table];

    /// <summary>Takes a segment of tables; others are passed over.</summary>
    /// <returns>False when it is damaged.</returns>
    public bool TryTake(byte marker, ReadOnlySpan<byte> header)
    {
        switch (marker)
        {
            case JpegMarker.HuffmanTables:
                return TryTakeHuffman(header);
            case JpegMarker.QuantizationTables:
                return TryTakeQuantization(header);
            case JpegMarker.RestartInterval when header.Length == sizeof(ushort):
                RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(header);
                return true;
            default:
                return marker != JpegMarker.RestartInterval;
        }
    }

    private bool TryTakeHuffman(ReadOnlySpan<byte> header)
    {
        while (!header.IsEmpty)
        {
            (int kind, int place) = (header[0] >> 4, header[0] & 15);
            if (header.Length <= HuffmanTable.LongestCode || kind > 1 || place >= MostTables)
            {
                return false;
            }

            ReadOnlySpan<byte> counts = header.Slice(1, HuffmanTable.LongestCode);
            header = header[(1 + HuffmanTable.LongestCode)..];
            int values = 0;
            foreach (byte count in counts)
            {
                values += count;
            }

            if (values > 256 || values > header.Length || !HuffmanTable.TryBuild(counts, header[..values], out HuffmanTable? table))
            {
                return false;
            }

            (kind == 0 ? _dc : _ac)[place] = table;
            header = header[values..];
        }

        return true;
    }

    private bool TryTakeQuantization(ReadOnlySpan<byte> header)
    {
        while (!header.IsEmpty)
        {
            (int precision, int place) = (header[0] >> 4, header[0] & 15);
            int length = Coefficients * (precision + 1);
            if (precision > 1 || place >= MostTables || header.Length <= length)
            {
                return false;
            }

            DcSteps[place] = precision == 0 ? header[1] : BinaryPrimitives.ReadUInt16BigEndian(header[1..]);
            header = header[(1 + length)..];
        }

        return true;
    }
}
