using System.Buffers.Binary;

namespace Digits.Fuzz.Mutators;

/// <summary>Damages a WebP chunk by chunk: sides, flags, frames, lengths, and the bits of the pictures.</summary>
internal static class WebpMutator
{
    private static readonly string[] Names = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "EXIF", "ICCP", "XMP ", "abcd"];

    /// <summary>A damaged copy.</summary>
    public static byte[] Of(byte[] sound, Chance chance)
    {
        List<WebpPart> parts = WebpPart.Read(sound);
        for (int left = chance.Few(4); left > 0 && parts.Count > 0; left--)
        {
            Damage(parts, chance);
        }

        return WebpPart.Write(parts, chance.Percent(10) ? chance.Edge() : null);
    }

    private static void Damage(List<WebpPart> parts, Chance chance)
    {
        int at = chance.Below(parts.Count);
        WebpPart part = parts[at];
        switch (chance.Below(9))
        {
            case 0 or 1:
                parts[at] = part with { Body = Header(part, chance) };
                break;
            case 2 or 3:
                parts[at] = part with { Body = ByteMutator.Of(part.Body, chance) };
                break;
            case 4:
                parts.RemoveAt(at);
                break;
            case 5:
                parts.InsertRange(chance.Below(parts.Count), Enumerable.Repeat(part, chance.Percent(80) ? 1 : chance.Between(2, 200)));
                break;
            case 6:
                parts[at] = part with { Name = chance.One(Names) };
                break;
            case 7:
                parts[at] = part with { Length = chance.Edge() };
                break;
            default:
                // An extended header before what has none, and what belongs to it.
                byte[] extended = [(byte)chance.Below(64), 0, 0, 0, chance.Byte(), 0, 0, chance.Byte(), 0, 0];
                parts.Insert(0, new WebpPart("VP8X", extended));
                break;
        }
    }

    // Flags and sides of VP8X; sides of 14 bits and the version of VP8L; the start code and sides of VP8; place and sides of a frame.
    private static byte[] Header(WebpPart part, Chance chance)
    {
        byte[] damaged = [.. part.Body];
        int length = part.Name switch { "VP8X" => 10, "VP8L" => 12, "VP8 " => 10, "ANMF" => 24, _ => 16 };
        if (damaged.Length < length)
        {
            return damaged;
        }

        int field = part.Name switch { "VP8X" => chance.One(0, 4, 7), "VP8L" => chance.One(1, 2, 3, 4, 5), "VP8 " => chance.One(0, 6, 8), _ => chance.Below(length - 4) };
        if (chance.Percent(50))
        {
            BinaryPrimitives.WriteUInt16LittleEndian(damaged.AsSpan(field), (ushort)chance.Edge());
        }
        else
        {
            damaged[field] = chance.Byte();
        }

        return damaged;
    }
}
