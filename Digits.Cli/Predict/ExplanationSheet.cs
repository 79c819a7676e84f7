using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Cli.Predict;

/// <summary>A PNG with a row for each picture: what was sent, what the model saw, and the heat map of what its answer leans on.</summary>
/// <param name="path">Where it is written.</param>
internal sealed class ExplanationSheet(string path)
{
    /// <summary>Pictures past this one are left out.</summary>
    public const int MostRows = 100;

    private const int Scale = 8;
    private const int Cell = Scale * DigitInput.Side;
    private const int Gap = 8;
    private const int Columns = 3;
    private const int Width = (Columns * Cell) + ((Columns + 1) * Gap);
    private const byte Ground = 128;

    private readonly ImageDecoder _decoder = new(new ImageCodec());
    private readonly List<byte[][]> _rows = [];

    /// <summary>Adds a picture; one without a prediction is left out.</summary>
    public void Add(Answer answer)
    {
        if (_rows.Count < MostRows && answer.Reply.Prediction?.Explanation is { } explanation)
        {
            _rows.Add([Sent(answer.Input), Cells(explanation.Picture), Cells(explanation.HeatMap)]);
        }
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="InvalidDataException">No picture had a prediction.</exception>
    public void Save()
    {
        if (_rows.Count == 0)
        {
            throw new InvalidDataException($"{path} is not written: of no picture there is anything to explain.");
        }

        int height = (_rows.Count * (Cell + Gap)) + Gap;
        byte[] sheet = new byte[Width * height];
        sheet.AsSpan().Fill(Ground);
        for (int row = 0; row < _rows.Count; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                int at = (((row * (Cell + Gap)) + Gap) * Width) + (column * (Cell + Gap)) + Gap;
                for (int y = 0; y < Cell; y++)
                {
                    _rows[row][column].AsSpan(y * Cell, Cell).CopyTo(sheet.AsSpan(at + (y * Width)));
                }
            }
        }

        File.WriteAllBytes(path, GrayPng.Encode(sheet, Width, height));
    }

    private byte[] Sent(DigitInput input)
    {
        if (input.IsPixels)
        {
            return Fit(input.Bytes.Span, DigitInput.Side, DigitInput.Side);
        }

        using GrayImage? picture = _decoder.Decode(input.Bytes, 2 * Cell).Value;
        return picture is null ? new byte[Cell * Cell] : Fit(picture.Pixels, picture.Width, picture.Height);
    }

    private byte[] Cells(ReadOnlyMemory<byte> png)
    {
        using GrayImage picture = _decoder.Decode(png).Value!;
        return Fit(picture.Pixels, picture.Width, picture.Height);
    }

    /// <summary>The picture in the middle of a cell, by its nearest pixels: those that the model saw are to be seen as such.</summary>
    private static byte[] Fit(ReadOnlySpan<byte> pixels, int width, int height)
    {
        byte[] cell = new byte[Cell * Cell];
        cell.AsSpan().Fill(Ground);
        double scale = (double)Cell / Math.Max(width, height);
        (int wide, int high) = (Math.Max((int)(width * scale), 1), Math.Max((int)(height * scale), 1));
        (int left, int top) = ((Cell - wide) / 2, (Cell - high) / 2);
        for (int y = 0; y < high; y++)
        {
            for (int x = 0; x < wide; x++)
            {
                cell[((top + y) * Cell) + left + x] = pixels[(Math.Min((int)(y / scale), height - 1) * width) + Math.Min((int)(x / scale), width - 1)];
            }
        }

        return cell;
    }
}
