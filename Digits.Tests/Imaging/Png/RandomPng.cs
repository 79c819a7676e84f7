namespace Digits.Tests.Imaging.Png;

/// <summary>Writes PNG files of random pixels, in every colour type, of every depth and with every filter, and spoils them.</summary>
internal static class RandomPng
{
    /// <summary>The filter's number from which each row has one of its own.</summary>
    private const int Mixed = 5;

    /// <summary>A sound file.</summary>
    /// <param name="colour">The header's colour type.</param>
    /// <param name="depth">Bits a sample.</param>
    /// <param name="filter">0 to 4 for all rows, 5 for another on each.</param>
    /// <param name="seed">Decides size, pixels, palette and how the data is cut into chunks.</param>
    public static byte[] Write(int colour, int depth, int filter, int seed)
    {
        var random = new Random((seed * 10_000) + (depth * 100) + (colour * 10) + filter);
        int width = random.Next(1, 90);
        int height = random.Next(1, 60);
        int entries = random.Next(1, (1 << Math.Min(depth, 8)) + 1);
        byte[] palette = colour == 3 ? Bytes(random, entries * 3) : [];
        int samples = colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        int bytesPerPixel = Math.Max(1, samples * depth / 8);
        byte[] rows = Rows(random, ((width * samples * depth) + 7) / 8, height, bytesPerPixel, filter, colour == 3 && depth == 8 ? entries : 256, out byte[] last);
        byte[] opacity = random.Next(2) == 0 ? [] : colour switch
        {
            3 => Bytes(random, random.Next(1, entries + 1)),
            0 or 2 => Clear(last, depth, samples),
            _ => [],
        };
        return PngFile.Of(width, height, colour, depth, rows, palette, opacity, random.Next(1, 4));
    }

    /// <summary>The colour of a pixel that there is, which is to be clear.</summary>
    private static byte[] Clear(byte[] row, int depth, int samples) =>
        depth == 16 ? row[..(2 * samples)] : [.. row[..samples].SelectMany(sample => new byte[] { 0, (byte)(sample >> (8 - depth)) })];

    /// <summary>What <see cref="Write"/> makes of the same arguments, with something wrong: a byte changed, with and without its checksum put right, or its end cut off.</summary>
    public static byte[] Mutated(int colour, int depth, int filter, int seed)
    {
        var random = new Random((seed * 10_000) + (depth * 100) + (colour * 10) + filter + 7);
        byte[] file = Write(colour, depth, filter, seed);
        switch (random.Next(4))
        {
            case 0:
                return file[..random.Next(8, file.Length)];
            case 1:
                file[random.Next(8, file.Length)] ^= (byte)(1 << random.Next(8));
                return file;
            case 2:
                file[random.Next(8, file.Length)] = (byte)random.Next(256);
                return PngFile.WithSoundChecksums(file);
            default:
                int at = random.Next(8, file.Length);
                return [.. file[..at], .. new byte[random.Next(1, 5)], .. file[at..]];
        }
    }

    /// <summary>Rows of samples under <paramref name="limit"/>, in runs so that every filter has something to do, filtered.</summary>
    private static byte[] Rows(Random random, int stride, int height, int bytesPerPixel, int filter, int limit, out byte[] last)
    {
        byte[] filtered = new byte[(stride + 1) * height];
        byte[] above = new byte[stride];
        for (int y = 0; y < height; y++)
        {
            byte[] row = new byte[stride];
            int flat = random.Next(2) * random.Next(stride + 1); // up to there one colour, as on a canvas
            for (int x = 0; x < stride; x++)
            {
                row[x] = x >= bytesPerPixel && (x < flat || random.Next(4) > 0) ? row[x - bytesPerPixel] : random.Next(3) > 0 ? above[x] : (byte)random.Next(limit);
            }

            int chosen = filter == Mixed ? random.Next(Mixed) : filter;
            filtered[y * (stride + 1)] = (byte)chosen;
            for (int x = 0; x < stride; x++)
            {
                int left = x < bytesPerPixel ? 0 : row[x - bytesPerPixel];
                int upLeft = x < bytesPerPixel ? 0 : above[x - bytesPerPixel];
                filtered[(y * (stride + 1)) + 1 + x] = (byte)(row[x] - Guess(chosen, left, above[x], upLeft));
            }

            above = row;
        }

        last = above;
        return filtered;
    }

    private static int Guess(int filter, int left, int up, int upLeft) => filter switch
    {
        1 => left,
        2 => up,
        3 => (left + up) / 2,
        4 => Paeth(left, up, upLeft),
        _ => 0,
    };

    /// <summary>ISO/IEC 15948, 9.4, as it is written there.</summary>
    private static int Paeth(int a, int b, int c)
    {
        int p = a + b - c;
        int pa = Math.Abs(p - a);
        int pb = Math.Abs(p - b);
        int pc = Math.Abs(p - c);
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
