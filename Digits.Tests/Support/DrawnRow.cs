using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Tests.Support;

/// <summary>Drawn digits side by side, dark on white: rows, boxes, and what stands on a line without being a digit.</summary>
internal static class DrawnRow
{
    private const int Side = 120;

    /// <summary>A digit's ink by itself, 0..1, trimmed to its columns; as high as a square of the row's side.</summary>
    public static float[,] Glyph(int digit, int style, int seed)
    {
        (float[] values, int side) = StrokeDigits.Draw(digit, style, seed);
        float paper = values[0];
        float depth = values.Max(value => Math.Abs(value - paper));
        float Ink(float x, float y) => Math.Abs(values[(Math.Clamp((int)y, 0, side - 1) * side) + Math.Clamp((int)x, 0, side - 1)] - paper) / depth;
        int[] rows = [.. Enumerable.Range(0, side).Where(y => Enumerable.Range(0, side).Any(x => Ink(x, y) > 0.3f))];
        int[] columns = [.. Enumerable.Range(0, side).Where(x => Enumerable.Range(0, side).Any(y => Ink(x, y) > 0.3f))];
        float scale = (rows[^1] - rows[0] + 1f) / (Side - 40);
        int width = Math.Max((int)((columns[^1] - columns[0] + 1) / scale), 4);
        float[,] glyph = new float[Side - 40, width];
        for (int y = 0; y < glyph.GetLength(0); y++)
        {
            for (int x = 0; x < width; x++)
            {
                glyph[y, x] = Ink(columns[0] + (x * scale), rows[0] + (y * scale));
            }
        }

        return glyph;
    }

    /// <summary>A PNG file of digits with a gap in pixels between them; a full stop is a dot on the line, a hyphen a dash at its middle.</summary>
    public static byte[] Png(string text, int gap = 20, int seed = 0)
    {
        using GrayImage picture = Draw(text, gap, seed);
        return Encode(picture);
    }

    /// <summary>The picture of such a row.</summary>
    public static GrayImage Draw(string text, int gap = 20, int seed = 0)
    {
        float[][,] glyphs = [.. text.Select((c, i) => c switch { '.' => Dot(), '-' => Dash(), _ => Glyph(c - '0', 0, seed + i) })];
        var picture = Picture.Filled((2 * 30) + glyphs.Sum(glyph => glyph.GetLength(1) + gap), Side, 255);
        int left = 30;
        foreach (float[,] glyph in glyphs)
        {
            Lay(picture, glyph, left, 20);
            left += glyph.GetLength(1) + gap;
        }

        return picture;
    }

    /// <summary>The picture of digits in a comb of boxes, 100 by 100 pixels each, that begins at 20, 10; a blank leaves a box empty.</summary>
    public static GrayImage Comb(string text)
    {
        GrayImage picture = Picture.Filled((text.Length * 100) + 40, Side, 255);
        picture.With(20, 10, text.Length * 100, 2, 90).With(20, 108, text.Length * 100, 2, 90);
        for (int i = 0; i <= text.Length; i++)
        {
            picture.With(20 + (i * 100) - (i == text.Length ? 2 : 0), 10, 2, 100, 90);
            if (i < text.Length && text[i] != ' ')
            {
                float[,] glyph = Glyph(text[i] - '0', 0, i);
                Lay(picture, glyph, 20 + (i * 100) + ((100 - glyph.GetLength(1)) / 2), 20);
            }
        }

        return picture;
    }

    /// <summary>Any picture as a PNG file.</summary>
    public static byte[] Encode(GrayImage picture)
    {
        // GrayPng writes squares; what is added is paper.
        int side = Math.Max(picture.Width, picture.Height);
        float[] values = new float[side * side];
        float paper = picture.Pixels[0] / 255f;
        Array.Fill(values, paper);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                values[(y * side) + x] = picture.Row(y)[x] / 255f;
            }
        }

        return GrayPng.Encode(values, side);
    }

    private static float[,] Dot()
    {
        float[,] dot = new float[Side - 40, 10];
        for (int y = Side - 50; y < Side - 40; y++)
        {
            for (int x = 0; x < 10; x++)
            {
                dot[y, x] = Math.Clamp(5.5f - MathF.Sqrt(((x - 4.5f) * (x - 4.5f)) + ((y - (Side - 45.5f)) * (y - (Side - 45.5f)))), 0, 1);
            }
        }

        return dot;
    }

    private static float[,] Dash()
    {
        float[,] dash = new float[Side - 40, 36];
        for (int x = 0; x < 36; x++)
        {
            for (int y = 0; y < 7; y++)
            {
                dash[36 + y, x] = 1;
            }
        }

        return dash;
    }

    private static void Lay(GrayImage picture, float[,] ink, int left, int top)
    {
        for (int y = 0; y < ink.GetLength(0); y++)
        {
            for (int x = 0; x < ink.GetLength(1) && left + x < picture.Width; x++)
            {
                ref byte pixel = ref picture.Row(top + y)[left + x];
                pixel = Math.Min(pixel, (byte)(255 * (1 - Math.Clamp(ink[y, x], 0, 1))));
            }
        }
    }
}
