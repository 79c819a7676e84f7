using System.Buffers.Text;
using System.Text.Json;
using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts.Rereading;

/// <summary>Numbers that came in lists of lists, with their shape: numpy's, with axes of length one, and objects whose names count from 0.</summary>
/// <remarks>Keeps 784 of them and counts the others. Not thread-safe.</remarks>
internal sealed class PixelTensor
{
    private const int MostAxes = 8;
    private const int Unknown = -1;

    private readonly double[] _values = new double[DigitInput.PixelCount];
    private readonly int[] _lengths = new int[MostAxes];
    private readonly int[] _counts = new int[MostAxes];
    private int _axes;
    private int _numbers;
    private int _numbersLevel = Unknown;
    private bool _isRagged;

    private PixelTensor() => Array.Fill(_lengths, Unknown);

    /// <summary>Whether there are numbers and nothing else, and lists of one length along each axis.</summary>
    public bool HasShape => !_isRagged && _numbers > 0;

    /// <summary>Whether there are 784 values in one list or 28 of 28, but for axes of length one.</summary>
    public bool IsDigit => HasShape && Squeezed is [DigitInput.PixelCount] or [DigitInput.Side, DigitInput.Side];

    /// <summary>Whether there are several digits in a list, and the list is alone in another.</summary>
    public bool IsWrappedBatch =>
        HasShape && _lengths[0] == 1 && Squeezed is [_, DigitInput.PixelCount] or [_, DigitInput.Side, DigitInput.Side];

    /// <summary>How many axes there are.</summary>
    public int Axes => _axes;

    /// <summary>The shape as numpy writes it, for a message.</summary>
    public string Shape => $"[{string.Join(',', _lengths.Take(_axes))}]";

    private int[] Squeezed => [.. _lengths.Take(_axes).Where(length => length != 1)];

    /// <summary>Reads the list or the object that the reader stands on, to its end.</summary>
    /// <param name="reader">Stands on a start.</param>
    /// <param name="takesBooleans">Whether true and false are 1 and 0.</param>
    /// <param name="most">How many numbers are of interest: what has more, or no shape, is read no further, and has none.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static PixelTensor Read(ref Utf8JsonReader reader, bool takesBooleans, int most = int.MaxValue)
    {
        var tensor = new PixelTensor();
        int level = 0;
        int depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (most < int.MaxValue && (tensor._isRagged || tensor._numbers > most))
            {
                tensor._isRagged = true;
                return tensor;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject when level + 1 == MostAxes:
                    tensor._isRagged = true;
                    tensor._counts[level]++;
                    reader.Skip();
                    break;
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    tensor._counts[level++]++;
                    tensor._counts[level] = 0;
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    tensor.Close(level--);
                    break;
                case JsonTokenType.PropertyName:
                    tensor._isRagged |= !Utf8Parser.TryParse(reader.ValueSpan, out int index, out int used)
                        || used != reader.ValueSpan.Length || index != tensor._counts[level];
                    break;
                default:
                    tensor._counts[level]++;
                    tensor.Add(ValueOf(reader, takesBooleans), level);
                    break;
            }
        }

        tensor.Close(0);
        return tensor;
    }

    /// <summary>A list of 784 values.</summary>
    public static PixelTensor Of(ReadOnlySpan<double> values)
    {
        var tensor = new PixelTensor { _numbers = values.Length, _axes = 1 };
        tensor._lengths[0] = values.Length;
        values.CopyTo(tensor._values);
        return tensor;
    }

    /// <summary>Writes the values of a digit as levels.</summary>
    /// <param name="pixels">Receives 784 levels.</param>
    /// <param name="scale">What the numbers mean.</param>
    /// <param name="name">What to call the values in a problem.</param>
    public Problem? Write(Span<byte> pixels, PixelScale scale, string name)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            double value = scale == PixelScale.Unit && _values[i] is >= 0 and <= 1 ? Math.Round(_values[i] * byte.MaxValue) : _values[i];
            if (!(value is >= 0 and <= byte.MaxValue && Math.Floor(value) == value) || (scale == PixelScale.Unit && _values[i] > 1))
            {
                return Problem.PixelOutOfRange(ExplainRange(scale, name, i));
            }

            pixels[i] = (byte)value;
        }

        return null;
    }

    private static double? ValueOf(in Utf8JsonReader reader, bool takesBooleans)
    {
        double value = 0;
        bool isNumber = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDouble(out value),
            JsonTokenType.String => Utf8Parser.TryParse(reader.ValueSpan, out value, out int used) && used == reader.ValueSpan.Length,
            _ => takesBooleans && reader.TokenType is JsonTokenType.True or JsonTokenType.False,
        };
        return !isNumber ? null : reader.TokenType == JsonTokenType.True ? 1 : value;
    }

    private void Add(double? value, int level)
    {
        _isRagged |= value is null || (_numbersLevel != Unknown && _numbersLevel != level);
        _numbersLevel = level;
        if (_numbers < _values.Length)
        {
            _values[_numbers] = value ?? 0;
        }

        _numbers++;
    }

    private void Close(int level)
    {
        _isRagged |= _lengths[level] != Unknown && _lengths[level] != _counts[level];
        _lengths[level] = _counts[level];
        _axes = Math.Max(_axes, level + 1);
    }

    private string ExplainRange(PixelScale scale, string name, int index) =>
        (scale, _values.Min(), _values.Max()) switch
        {
            (PixelScale.Unit, _, _) => $"{name}[{index}] is not from 0 (paper) to 1 (full ink), as scale=unit asks.",
            (_, >= 0, <= 1) => $"{name} goes from 0 to 1, and 255 is full ink: multiply by 255 and round, or add scale=unit to the query.",
            (_, >= -1 and < 0, > 0 and <= 1) => $"{name} goes from -1 to 1; 0 is paper and 255 full ink: add 1, multiply by 127.5 and round.",
            _ => $"{name}[{index}] is not a whole number from 0 to 255 (0 is paper, 255 full ink).",
        };
}
