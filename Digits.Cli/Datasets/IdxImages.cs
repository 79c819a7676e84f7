using Digits.Core.Preprocessing;

namespace Digits.Cli.Datasets;

/// <summary>All images of an IDX file at once, as the network takes them.</summary>
internal static class IdxImages
{
    private const int MaxImages = 100_000;

    /// <summary>Reads a file's images, gzipped or not.</summary>
    /// <returns>Their pixels, 784 for each, 0 to 1.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    /// <exception cref="InvalidDataException">The file is no such file, or ends early.</exception>
    public static float[] Read(string path)
    {
        using var content = IdxStream.OpenImages(path, MaxImages);
        byte[] pixels = new byte[content.Count * DigitTensor.Length];
        content.Fill(pixels);
        return Array.ConvertAll(pixels, value => value / 255f);
    }
}
