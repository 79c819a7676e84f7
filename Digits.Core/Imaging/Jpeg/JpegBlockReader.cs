using System.Numerics;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>Reads the blocks of one scan, one after the other (ITU-T T.81, F.2.2 and G.1.2).</summary>
/// <remarks>What no later block depends on, the values of AC coefficients, is passed over.</remarks>
internal ref struct JpegBlockReader
{
    private const int Coefficients = 64;

    private readonly JpegScan _scan;
    private readonly bool _progressive;
    private readonly HuffmanTable?[] _dc;
    private readonly HuffmanTable?[] _ac;
    private readonly int[] _predictions;
    private JpegBits _bits;
    private int _endOfBandRun;

    /// <summary>A reader at the start of a scan.</summary>
    public JpegBlockReader(JpegScan scan, JpegTables tables, ReadOnlySpan<byte> data, bool progressive)
    {
        _scan = scan;
        _progressive = progressive;
        _bits = new JpegBits(data);
        _dc = Array.ConvertAll(scan.DcTables, tables.Dc);
        _ac = Array.ConvertAll(scan.AcTables, tables.Ac);
        _predictions = new int[scan.Components.Length];
    }

    /// <summary>True where all tables that the scan asks for are there.</summary>
    public readonly bool HasTables =>
        (!CodesDc || Array.IndexOf(_dc, null) < 0) && (!CodesAc || Array.IndexOf(_ac, null) < 0);

    /// <summary>True once the data did not suffice, or were no code.</summary>
    public readonly bool IsSpent => _bits.IsSpent;

    private readonly bool CodesDc => _scan.First == 0 && !_scan.Refines;

    private readonly bool CodesAc => _scan.Last > 0;

    /// <summary>Goes on after a restart marker.</summary>
    /// <returns>False where there is none.</returns>
    public bool TryRestart()
    {
        Array.Clear(_predictions);
        _endOfBandRun = 0;
        return _bits.TryRestart();
    }

    /// <summary>Reads one block.</summary>
    /// <param name="i">The place of its component in the scan.</param>
    /// <param name="dc">The block's DC coefficient so far.</param>
    /// <param name="nonZero">A bit for each coefficient, in zigzag order, that is known not to be zero.</param>
    public void Read(int i, ref short dc, ref ulong nonZero)
    {
        if (!_progressive)
        {
            ReadDc(i, ref dc);
            _bits.PassAc(_ac[i]!);
        }
        else if (_scan.First == 0)
        {
            if (_scan.Refines)
            {
                dc |= (short)(_bits.Number(1) << _scan.Low);
            }
            else
            {
                ReadDc(i, ref dc);
            }
        }
        else if (_scan.Refines)
        {
            RefineBand(_ac[i]!, ref nonZero);
        }
        else
        {
            PassBand(_ac[i]!, ref nonZero);
        }
    }

    private void ReadDc(int i, ref short dc)
    {
        int size = Math.Min(_bits.Symbol(_dc[i]!), HuffmanTable.LongestCode);
        _predictions[i] += _bits.Difference(size);
        dc = (short)(_predictions[i] << _scan.Low);
    }

    private void PassBand(HuffmanTable table, ref ulong nonZero)
    {
        if (_endOfBandRun > 0)
        {
            _endOfBandRun--;
            return;
        }

        for (int k = _scan.First; k <= _scan.Last; k++)
        {
            int symbol = _bits.Symbol(table);
            (int run, int size) = (symbol >> 4, symbol & 15);
            if (size == 0 && run < 15)
            {
                _endOfBandRun = (1 << run) - 1 + _bits.Number(run);
                return;
            }

            k += run;
            _bits.Number(size);
            nonZero |= size > 0 && k < Coefficients ? 1UL << k : 0;
        }
    }

    private void RefineBand(HuffmanTable table, ref ulong nonZero)
    {
        int k = _scan.First;
        ulong known = nonZero;
        for (; _endOfBandRun == 0 && k <= _scan.Last; k++)
        {
            int symbol = _bits.Symbol(table);
            (int run, int size) = (symbol >> 4, symbol & 15);
            if (size == 0 && run < 15)
            {
                _endOfBandRun = (1 << run) + _bits.Number(run);
                break;
            }

            // The sign of the coefficient that becomes known here; then one bit for each known one that is passed on the way to it.
            _bits.Number(size > 0 ? 1 : 0);
            for (; k <= _scan.Last && ((known >> k & 1) != 0 || run-- > 0); k++)
            {
                _bits.Number((int)(known >> k & 1));
            }

            nonZero |= size > 0 && k <= _scan.Last ? 1UL << k : 0;
        }

        if (_endOfBandRun > 0)
        {
            _endOfBandRun--;
            ulong rest = k <= _scan.Last ? known >> k & (ulong.MaxValue >> (Coefficients - 1 - _scan.Last + k)) : 0;
            _bits.Skip(BitOperations.PopCount(rest));
        }
    }
}
