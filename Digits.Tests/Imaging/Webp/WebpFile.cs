using System.Buffers.Binary;

namespace Digits.Tests.Imaging.Webp;

/// <summary>Writes WebP files for tests around picture data that an encoder wrote (RFC 9649).</summary>
internal static class WebpFile
{
    private const int FrontLength = 12;

    /// <summary>The chunks of a file without RIFF's header.</summary>
    public static byte[] Chunks(byte[] file) => file[FrontLength..];

    /// <summary>A file of some chunks.</summary>
    public static byte[] Of(ReadOnlySpan<byte> chunks)
    {
        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. chunks];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }

    /// <summary>A chunk, padded to a whole number of two bytes.</summary>
    public static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> payload) =>
        [.. name, .. LittleEndian(payload.Length, 4), .. payload, .. new byte[payload.Length & 1]];

    /// <summary>The header of a file that has more than picture data.</summary>
    public static byte[] Extended(byte flags, int width, int height) =>
        Chunk("VP8X"u8, [flags, 0, 0, 0, .. LittleEndian(width - 1, 3), .. LittleEndian(height - 1, 3)]);

    /// <summary>An animation of so many frames, each of the same chunks of picture data.</summary>
    public static byte[] Animation(int width, int height, int frames, int left, int top, int side, ReadOnlySpan<byte> data)
    {
        byte[] frame = Chunk(
            "ANMF"u8,
            [
                .. LittleEndian(left / 2, 3), .. LittleEndian(top / 2, 3), .. LittleEndian(side - 1, 3), .. LittleEndian(side - 1, 3),
                10, 0, 0, 0, .. data,
            ]);
        byte[] all = new byte[frames * frame.Length];
        for (int i = 0; i < frames; i++)
        {
            frame.CopyTo(all, i * frame.Length);
        }

        return Of([.. Extended(0x02, width, height), .. Chunk("ANIM"u8, new byte[6]), .. all]);
    }

    private static byte[] LittleEndian(int value, int length) => BitConverter.GetBytes(value)[..length];
}
