using System.Buffers.Binary;

namespace Digits.Fuzz.Mutators;

/// <summary>A marker segment of a JPEG (ITU-T T.81, annex B), with the entropy-coded data behind it.</summary>
/// <param name="Marker">The marker's second byte.</param>
/// <param name="Payload">What follows its length; null of markers that stand alone.</param>
/// <param name="Data">Entropy-coded data, of scans.</param>
internal sealed record JpegPart(byte Marker, byte[]? Payload, byte[] Data)
{
    private const byte StartOfScan = 0xDA;

    /// <summary>A length that is not the payload's; null for the payload's own.</summary>
    public ushort? Length { get; init; }

    /// <summary>The parts of a sound file.</summary>
    public static List<JpegPart> Read(ReadOnlySpan<byte> file)
    {
        List<JpegPart> parts = [];
        int at = 0;
        while (at + 2 <= file.Length && file[at] == 0xFF)
        {
            byte marker = file[at + 1];
            at += 2;
            if (marker is 0xD8 or 0xD9)
            {
                parts.Add(new JpegPart(marker, null, []));
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            byte[] payload = file.Slice(at + 2, length - 2).ToArray();
            at += length;
            int end = at;
            while (marker == StartOfScan && end + 1 < file.Length && (file[end] != 0xFF || file[end + 1] is 0 or (>= 0xD0 and <= 0xD7)))
            {
                end++;
            }

            parts.Add(new JpegPart(marker, payload, file[at..end].ToArray()));
            at = end;
        }

        return parts;
    }

    public byte[] ToBytes()
    {
        if (Payload is null)
        {
            return [0xFF, Marker];
        }

        int length = Length ?? (ushort)(Payload.Length + 2);
        return [0xFF, Marker, (byte)(length >> 8), (byte)length, .. Payload, .. Data];
    }
}
