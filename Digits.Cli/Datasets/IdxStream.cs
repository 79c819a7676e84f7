using System.Buffers.Binary;
using Digits.Core.Preprocessing;

namespace Digits.Cli.Datasets;

/// <summary>
/// An IDX file, the format of MNIST, read from its start to its end, gzipped or not: a magic number and the length of each dimension, all
/// big-endian in four bytes, then one byte a value.
/// </summary>
internal sealed class IdxStream : IDisposable
{
    private const int ImagesMagic = 0x803; // bytes, three dimensions
    private const int LabelsMagic = 0x801; // bytes, one dimension
    private const int MostItems = 100_000_000;

    private readonly string _path;
    private readonly Stream _content;

    private IdxStream(string path, int magic, int dimensions, int most, string what)
    {
        _path = path;
        _content = GzipFile.Open(path);
        try
        {
            Span<byte> header = stackalloc byte[sizeof(int) * (1 + dimensions)];
            Fill(header);
            if (BinaryPrimitives.ReadInt32BigEndian(header) != magic || !AreOf28By28(header[8..]))
            {
                throw new InvalidDataException($"{path} is no IDX file of {what}.");
            }

            Count = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
            if (Count <= 0 || Count > most)
            {
                throw new InvalidDataException($"{path} holds {Count} {what.Split(' ')[0]}; 1 to {most} are read.");
            }
        }
        catch
        {
            _content.Dispose();
            throw;
        }
    }

    /// <summary>How many images or labels there are.</summary>
    public int Count { get; }

    /// <summary>Opens a file of images of 28 by 28 pixels.</summary>
    /// <exception cref="InvalidDataException">It is none, or holds none or more than the most.</exception>
    public static IdxStream OpenImages(string path, int most = MostItems) =>
        new(path, ImagesMagic, 3, most, $"images of {DigitTensor.Side} by {DigitTensor.Side} pixels");

    /// <summary>Opens a file of labels.</summary>
    /// <exception cref="InvalidDataException">It is none, or holds none.</exception>
    public static IdxStream OpenLabels(string path) => new(path, LabelsMagic, 1, MostItems, "labels");

    /// <summary>Whether a file begins like one of images; to be asked of what may be something else.</summary>
    public static bool IsOfImages(string path)
    {
        using Stream content = GzipFile.Open(path);
        Span<byte> magic = stackalloc byte[sizeof(int)];
        return content.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length
            && BinaryPrimitives.ReadInt32BigEndian(magic) == ImagesMagic;
    }

    /// <summary>Reads the next values.</summary>
    /// <exception cref="InvalidDataException">The file ends early, or its compression is damaged.</exception>
    public void Fill(Span<byte> target)
    {
        int read;
        try
        {
            read = _content.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{_path} is damaged: {error.Message}", error);
        }

        if (read < target.Length)
        {
            throw new InvalidDataException($"{_path} ends early.");
        }
    }

    public void Dispose() => _content.Dispose();

    private static bool AreOf28By28(ReadOnlySpan<byte> sides)
    {
        while (!sides.IsEmpty)
        {
            if (BinaryPrimitives.ReadInt32BigEndian(sides) != DigitTensor.Side)
            {
                return false;
            }

            sides = sides[sizeof(int)..];
        }

        return true;
    }
}
