namespace Digits.Core.Imaging.Png;

/// <summary>The file that is left of a PNG when all is taken away that its pixels do not need.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class PngEssence
{
    private static ReadOnlySpan<byte> End => [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    /// <summary>A copy, to be disposed, with the header, the palette, the transparency, the image data and an end.</summary>
    public static NativeBytes Of(ReadOnlySpan<byte> file, PngLayout layout)
    {
        int header = PngLayout.SignatureLength + PngLayout.Frame + PngLayout.HeaderLength;
        int length = header + End.Length;
        List<Range> chunks = [.. Present(file, layout.Palette), .. Present(file, layout.Transparency), .. layout.Data];
        foreach (Range chunk in chunks)
        {
            length += file[chunk].Length + PngLayout.Frame;
        }

        NativeBytes bytes = new(length);
        Span<byte> essence = bytes.GetSpan();
        file[..header].CopyTo(essence);
        int at = header;
        foreach (Range chunk in chunks)
        {
            ReadOnlySpan<byte> whole = file[(chunk.Start.Value - (2 * sizeof(uint)))..(chunk.End.Value + sizeof(uint))];
            whole.CopyTo(essence[at..]);
            at += whole.Length;
        }

        End.CopyTo(essence[at..]);
        return bytes;
    }

    private static Range[] Present(ReadOnlySpan<byte> file, Range body) => file[body].IsEmpty ? [] : [body];
}
