using Digits.Api.Errors;

namespace Digits.Api.Contracts;

/// <summary>Bytes of pixels that are 0 for paper and 1 for full ink.</summary>
internal static class UnitBytes
{
    /// <summary>Makes levels of 0 to 255 of them, in place.</summary>
    /// <returns>The problem where there are others.</returns>
    public static Problem? Stretch(Span<byte> pixels)
    {
        int other = pixels.IndexOfAnyExceptInRange((byte)0, (byte)1);
        if (other >= 0)
        {
            return Problem.PixelOutOfRange($"pixels[{other}] is not 0 (paper) or 1 (full ink), as scale=unit asks of bytes.");
        }

        pixels.Replace((byte)1, byte.MaxValue);
        return null;
    }
}
