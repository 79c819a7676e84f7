using System.Buffers.Binary;

namespace Digits.Fuzz.Mutators;

/// <summary>Damages a GIF where its sides, flags, frames and codes lie.</summary>
internal static class GifMutator
{
    private const byte ImageSeparator = 0x2C;

    /// <summary>A damaged copy.</summary>
    public static byte[] Of(byte[] sound, Chance chance)
    {
        byte[] file = [.. sound];
        for (int left = chance.Few(3); left > 0; left--)
        {
            file = Damage(file, chance);
        }

        return file;
    }

    private static byte[] Damage(byte[] file, Chance chance)
    {
        int frame = file.AsSpan(13).IndexOf(ImageSeparator) + 13;
        if (frame < 13 || frame + 12 >= file.Length)
        {
            return ByteMutator.Of(file, chance);
        }

        switch (chance.Below(7))
        {
            case 0:
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(chance.One(6, 8)), (ushort)chance.Edge());
                return file;
            case 1:
                file[10] = chance.Byte();
                return file;
            case 2:
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(frame + chance.One(1, 3, 5, 7)), (ushort)chance.Edge());
                return file;
            case 3:
                file[frame + 9] ^= (byte)(1 << chance.Below(8));
                return file;
            case 4:
                file[frame + 10] = (byte)chance.Below(14);
                return file;
            case 5:
                byte[] extension = [0x21, chance.One<byte>(0xF9, 0xFE, 0xFF, 1), (byte)chance.Below(6), .. Enumerable.Range(0, chance.Below(9)).Select(_ => chance.Byte()), 0];
                return [.. file[..frame], .. Enumerable.Repeat(extension, chance.Between(1, 50)).SelectMany(bytes => bytes), .. file[frame..]];
            default:
                return [.. file[..(frame + 11)], .. ByteMutator.Of(file[(frame + 11)..], chance)];
        }
    }
}
