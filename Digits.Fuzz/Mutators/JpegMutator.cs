using System.Buffers.Binary;

namespace Digits.Fuzz.Mutators;

/// <summary>Damages a JPEG segment by segment: sides, samplings, tables, scans, restarts, lengths, and the data between.</summary>
internal static class JpegMutator
{
    private static readonly byte[] Markers = [0xC0, 0xC1, 0xC2, 0xC3, 0xC9, 0xCA, 0xC4, 0xCC, 0xDA, 0xDB, 0xDD, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE, 0xDC, 0x01, 0xF0];

    /// <summary>A damaged copy.</summary>
    public static byte[] Of(byte[] sound, Chance chance)
    {
        List<JpegPart> parts = JpegPart.Read(sound);
        for (int left = chance.Few(4); left > 0 && parts.Count > 0; left--)
        {
            Damage(parts, chance);
        }

        return [.. parts.SelectMany(part => part.ToBytes())];
    }

    private static void Damage(List<JpegPart> parts, Chance chance)
    {
        int at = chance.Below(parts.Count);
        JpegPart part = parts[at];
        int frame = parts.FindIndex(one => one is { Marker: >= 0xC0 and <= 0xC3, Payload: not null });
        int scan = parts.FindLastIndex(one => one is { Marker: 0xDA, Payload: not null });
        switch (chance.Below(12))
        {
            case 0 or 1 when frame >= 0:
                parts[frame] = parts[frame] with { Payload = Frame(parts[frame].Payload!, chance) };
                break;
            case 2 when scan >= 0:
                parts[scan] = parts[scan] with { Payload = ByteMutator.Of(parts[scan].Payload!, chance) };
                break;
            case 3 or 4 when scan >= 0:
                parts[scan] = parts[scan] with { Data = ByteMutator.Of(parts[scan].Data, chance) };
                break;
            case 5:
                parts.RemoveAt(at);
                break;
            case 6:
                parts.InsertRange(chance.Below(parts.Count), Enumerable.Repeat(part, chance.Percent(80) ? 1 : chance.Between(2, 300)));
                break;
            case 7:
                parts[at] = part with { Length = (ushort)chance.Edge() };
                break;
            case 8:
                parts[at] = part with { Marker = chance.One(Markers) };
                break;
            case 9:
                parts.Insert(Math.Min(at + 1, parts.Count), new JpegPart(0xDD, [0, (byte)chance.Below(6)], []));
                break;
            case 10 when scan >= 0:
                byte[] restarts = [.. Enumerable.Range(0, chance.Between(1, 40)).SelectMany(i => (byte[])[0xFF, (byte)(0xD0 + (i & 7))])];
                parts[scan] = parts[scan] with { Data = [.. parts[scan].Data[..chance.Below(parts[scan].Data.Length + 1)], .. restarts, .. parts[scan].Data] };
                break;
            default:
                parts[at] = part.Payload is null ? part : part with { Payload = ByteMutator.Of(part.Payload, chance) };
                break;
        }
    }

    // Precision, height, width, components, and of each its name, its samplings and its table (B.2.2).
    private static byte[] Frame(byte[] payload, Chance chance)
    {
        byte[] damaged = [.. payload];
        if (damaged.Length < 9)
        {
            return damaged;
        }

        switch (chance.Below(4))
        {
            case 0 or 1:
                BinaryPrimitives.WriteUInt16BigEndian(damaged.AsSpan(1 + (2 * chance.Below(2))), (ushort)chance.Edge());
                break;
            case 2:
                int component = chance.Below((damaged.Length - 6) / 3);
                damaged[6 + (3 * component) + chance.Below(3)] = chance.One<byte>(0x11, 0x22, 0x41, 0x14, 0x44, 0x21, 0x12, 0, 0xFF, 0x31);
                break;
            default:
                damaged[chance.One(0, 5)] = chance.One<byte>(0, 1, 3, 4, 8, 12, 255);
                break;
        }

        return damaged;
    }
}
