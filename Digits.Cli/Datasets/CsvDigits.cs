using System.Globalization;
using Digits.Cli.Pictures;
using Digits.Core.Preprocessing;

namespace Digits.Cli.Datasets;

/// <summary>A CSV file, gzipped or not: a line for each image, the label first and then 784 pixels of 0 to 255; the first line may name the columns.</summary>
internal sealed class CsvDigits : ILabelledDigits
{
    private const int MaxLine = 64 << 10;
    private const NumberStyles Padded = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly StreamReader _lines;

    public CsvDigits(string path)
    {
        _path = path;
        _lines = new StreamReader(GzipFile.Open(path, out _file));
    }

    public bool ArePixels => true;

    public double Progress => (double)_file.Position / Math.Max(_file.Length, 1);

    public IEnumerable<LabelledDigit> Read()
    {
        int found = 0;
        for (int number = 1; NextLine(number) is { } line; number++)
        {
            if (line.Length == 0 || (number == 1 && !char.IsAsciiDigit(line[0])))
            {
                continue;
            }

            found++;
            yield return Parse(line, number);
        }

        if (found == 0)
        {
            throw new InvalidDataException($"{_path} holds no line of a label and {DigitTensor.Length} pixels.");
        }
    }

    public void Dispose() => _lines.Dispose();

    private string? NextLine(int number)
    {
        string? line;
        try
        {
            line = _lines.ReadLine();
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{_path} is damaged: {error.Message}", error);
        }

        return line is not { Length: > MaxLine } ? line : throw Wrong(number, $"has {line.Length} characters");
    }

    private LabelledDigit Parse(string line, int number)
    {
        byte[] pixels = new byte[DigitTensor.Length];
        int label = -1;
        int column = 0;
        foreach (Range range in line.AsSpan().Split(','))
        {
            if (column > pixels.Length)
            {
                throw Wrong(number, $"has more than {1 + pixels.Length} columns");
            }

            if (!byte.TryParse(line.AsSpan(range), Padded, CultureInfo.InvariantCulture, out byte value))
            {
                throw Wrong(number, $"has no number of 0 to 255 in column {column + 1}");
            }

            if (column == 0)
            {
                label = value <= 9 ? value : throw Wrong(number, $"has the label {value}");
            }
            else
            {
                pixels[column - 1] = value;
            }

            column++;
        }

        return column == 1 + pixels.Length
            ? new LabelledDigit(Picture.OfPixels(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(_path)}:{number}"), pixels), label)
            : throw Wrong(number, $"has {column} columns");
    }

    private InvalidDataException Wrong(int number, string what) =>
        new($"{_path}, line {number}, {what}; a line is a label of 0 to 9 and {DigitTensor.Length} pixels of 0 to 255, with commas between.");
}
