using Digits.Core.Imaging;

namespace Digits.Tests.Support;

/// <summary>Small grey pictures made by hand.</summary>
internal static class Picture
{
    /// <summary>One character a pixel: '.' is 0, '#' is 255, and a digit is that many ninths of 255.</summary>
    public static GrayImage Of(params string[] rows)
    {
        var picture = new GrayImage(rows[0].Length, rows.Length);
        for (int y = 0; y < rows.Length; y++)
        {
            for (int x = 0; x < rows[y].Length; x++)
            {
                picture.Row(y)[x] = rows[y][x] switch { '.' => 0, '#' => 255, char digit => (byte)((digit - '0') * 255 / 9) };
            }
        }

        return picture;
    }

    public static GrayImage Filled(int width, int height, byte level) => From(width, height, (_, _) => level);

    public static GrayImage From(int width, int height, Func<int, int, int> level)
    {
        var picture = new GrayImage(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                picture.Row(y)[x] = (byte)Math.Clamp(level(x, y), 0, 255);
            }
        }

        return picture;
    }

    public static GrayImage Noise(int width, int height, int seed, int least, int greatest)
    {
        Random random = new(seed);
        return From(width, height, (_, _) => random.Next(least, greatest + 1));
    }

    /// <summary>Lays a rectangle over a picture and gives the same picture back.</summary>
    public static GrayImage With(this GrayImage picture, int left, int top, int width, int height, byte level)
    {
        for (int y = top; y < top + height; y++)
        {
            picture.Row(y).Slice(left, width).Fill(level);
        }

        return picture;
    }

    public static GrayImage Inverted(this GrayImage picture) =>
        From(picture.Width, picture.Height, (x, y) => 255 - picture.Row(y)[x]);
}
