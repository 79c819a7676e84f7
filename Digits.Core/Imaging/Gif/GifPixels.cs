namespace Digits.Core.Imaging.Gif;

/// <summary>Decompresses the pixels of a GIF frame: LZW with codes of up to twelve bits (GIF 89a, appendix F; Welch 1984).</summary>
/// <remarks>
/// Every string that a code stands for has been written before, so that a code is the place and the length of one, and a run of one colour
/// is copied at the speed of memory. Thread-safe.
/// </remarks>
internal static class GifPixels
{
    private const int LongestCode = 12;
    private const int MostCodes = 1 << LongestCode;

    /// <summary>Fills a frame.</summary>
    /// <param name="codes">Its codes.</param>
    /// <param name="bitsPerPixel">1 to 8.</param>
    /// <param name="pixels">Receives the places of the colours in the palette, in the order of the file.</param>
    /// <returns>False where the data are damaged or end before the last pixel.</returns>
    public static bool TryFill(ref GifCodes codes, int bitsPerPixel, Span<byte> pixels)
    {
        Span<int> starts = stackalloc int[MostCodes];
        Span<int> lengths = stackalloc int[MostCodes];
        int clear = 1 << bitsPerPixel;
        int end = clear + 1;
        int next = end + 1;
        int bits = bitsPerPixel + 1;
        (int lastStart, int lastLength) = (0, 0);
        int at = 0;
        while (at < pixels.Length)
        {
            int code = codes.Read(bits);
            if (code == clear)
            {
                (next, bits, lastLength) = (end + 1, bitsPerPixel + 1, 0);
                continue;
            }

            if (code < 0 || code == end || code > next || (code == next && (lastLength == 0 || next == MostCodes)))
            {
                return false;
            }

            // The last string and the first pixel of this one, which follows it, are what the next code stands for.
            if (lastLength > 0 && next < MostCodes)
            {
                (starts[next], lengths[next]) = (lastStart, lastLength + 1);
                next++;
                bits += next == 1 << bits && bits < LongestCode ? 1 : 0;
            }

            int length = code < clear ? 1 : Math.Min(lengths[code], pixels.Length - at);
            if (code < clear)
            {
                pixels[at] = (byte)code;
            }
            else
            {
                Copy(pixels, starts[code], at, length);
            }

            (lastStart, lastLength) = (at, length);
            at += length;
        }

        return true;
    }

    /// <summary>Copies what lies before its destination, whose first pixel may be the last that is copied.</summary>
    private static void Copy(Span<byte> pixels, int from, int to, int length)
    {
        pixels[to] = pixels[from];
        pixels.Slice(from + 1, length - 1).CopyTo(pixels[(to + 1)..]);
    }
}
