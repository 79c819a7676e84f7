using Digits.Cli.Pictures;

namespace Digits.Cli.Datasets;

/// <summary>A folder of pictures: the label is the name of the picture's own folder, where that is one digit, or the first character of its name.</summary>
internal sealed class FolderDigits : ILabelledDigits
{
    private readonly LabelledDigit[] _digits;
    private int _read;

    /// <exception cref="InvalidDataException">It holds no pictures, or one whose names say no label.</exception>
    public FolderDigits(string folder) =>
        _digits = [.. PictureFiles.In(folder).Select(path => new LabelledDigit(Picture.OfFile(path), LabelOf(path)))];

    public bool ArePixels => false;

    public double Progress => (double)_read / _digits.Length;

    public IEnumerable<LabelledDigit> Read()
    {
        for (; _read < _digits.Length; _read++)
        {
            yield return _digits[_read];
        }
    }

    public void Dispose()
    {
        // Files are opened one by one.
    }

    private static int LabelOf(string path) =>
        Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) is [>= '0' and <= '9' and char folder] ? folder - '0'
        : Path.GetFileName(path) is [>= '0' and <= '9' and char name, ..] ? name - '0'
        : throw new InvalidDataException($"{path} has no label: neither is its folder named 0 to 9, nor does its own name begin with a digit.");
}
