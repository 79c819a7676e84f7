using SkiaSharp;

namespace Digits.Core.Recognition;

/// <summary>Writes a small grey picture as a PNG file, 8 bits a pixel.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class GrayPng
{
    // A PNG loses nothing, whatever the quality.
    private const int Quality = 100;

    /// <summary>Encodes brightness from 0 (black) to 255 (white).</summary>
    /// <param name="pixels">Row-major, width times height.</param>
    /// <param name="width">In pixels, at least 1.</param>
    /// <param name="height">In pixels, at least 1.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        {
            pixels.Slice(y * width, width).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        }

        using SKData file = bitmap.Encode(SKEncodedImageFormat.Png, Quality);
        return file.ToArray();
    }

    /// <summary>Encodes values from 0 (black) to 1 (white); what lies outside is clamped.</summary>
    /// <param name="values">Row-major, side times side.</param>
    /// <param name="side">Width and height in pixels, at least 1.</param>
    public static byte[] Encode(ReadOnlySpan<float> values, int side)
    {
        byte[] pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp((int)((values[i] * 255) + 0.5f), 0, 255);
        }

        return Encode(pixels, side, side);
    }
}
