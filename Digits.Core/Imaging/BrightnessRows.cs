using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging;

/// <summary>Makes a grey picture of rows as they come: luminance over white, and where it is too large, the means of whole blocks.</summary>
/// <remarks>What shines through is laid over white before anything is averaged, so that the hidden colour of clear pixels never bleeds into ink.</remarks>
/// <param name="longestSide">The longest side in pixels, a 256th of the picture's at least, to which it is reduced by the least whole factor.</param>
/// <param name="stop">Ends the decode.</param>
internal sealed class BrightnessRows(int longestSide, CancellationToken stop) : IPixelRows, IDisposable
{
    /// <summary>Every eighth row is looked at for colours: no digit is lower.</summary>
    private const int RowsPerLook = 8;

    private GrayImage? _picture;
    private ScratchBytes? _block;
    private ushort[]? _sums;
    private int _width;
    private int _height;
    private int _bands;
    private int _factor = 1;
    private int _taken;
    private byte[]? _firstRow;
    private bool _oneColour;
    private bool _hasColours;
    private TimeSlice _slice;

    /// <summary>True where bands may show what the luminance does not: there are several, and not all pixels are alike.</summary>
    public bool MayHideInk => _bands > 1 && !_oneColour;

    /// <summary>True where pixels differ from each other, and some from grey.</summary>
    public bool HasColours => _hasColours && !_oneColour;

    /// <inheritdoc/>
    public CancellationToken Stop => stop;

    /// <inheritdoc/>
    public void Begin(int width, int height, int bands)
    {
        Dispose();
        (_width, _height, _bands, _taken, _hasColours) = (width, height, bands, 0, false);
        _firstRow = ArrayPool<byte>.Shared.Rent(width * bands);
        _factor = BlockMeans.Factor(Math.Max(width, height), longestSide);
        _picture = new GrayImage((width + _factor - 1) / _factor, (height + _factor - 1) / _factor);
        if (_factor > 1)
        {
            _block = new ScratchBytes(_factor * width);
            _sums = ArrayPool<ushort>.Shared.Rent(width);
        }
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<byte> row)
    {
        stop.ThrowIfCancellationRequested();
        if (_taken == 0)
        {
            row.CopyTo(_firstRow);
            _oneColour = row[_bands..].SequenceEqual(row[..^_bands]);
        }

        // Blank canvases are common: they are known by this, and others stop here at their first ink.
        _oneColour = _oneColour && row.SequenceEqual(_firstRow.AsSpan(0, row.Length));
        _hasColours = _hasColours || (_taken % RowsPerLook == 0 && RowColours.Any(row, _bands));
        if (_factor == 1)
        {
            LuminanceFlattener.FillLuminance(row, _bands, _picture!.Row(_taken++));
            return;
        }

        int inBlock = _taken++ % _factor;
        LuminanceFlattener.FillLuminance(row, _bands, _block!.Span.Slice(inBlock * _width, _width));
        if (inBlock == _factor - 1 || _taken == _height)
        {
            ReadOnlySpan<byte> block = _block.Span[..((inBlock + 1) * _width)];
            BlockMeans.Fill(block, _factor, _sums.AsSpan(0, _width), _picture!.Row((_taken - 1) / _factor));
            _slice.Share();
        }
    }

    /// <summary>Hands the picture over, to be disposed, once every row was taken.</summary>
    public bool TryFinish([NotNullWhen(true)] out GrayImage? picture)
    {
        picture = _taken == _height ? _picture : null;
        _picture = picture is null ? _picture : null;
        return picture is not null;
    }

    public void Dispose()
    {
        _picture?.Dispose();
        _picture = null;
        _block?.Dispose();
        _block = null;
        if (_firstRow is not null)
        {
            ArrayPool<byte>.Shared.Return(_firstRow);
            _firstRow = null;
        }

        if (_sums is not null)
        {
            ArrayPool<ushort>.Shared.Return(_sums);
            _sums = null;
        }
    }
}
