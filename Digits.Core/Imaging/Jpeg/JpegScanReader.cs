using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>
/// Reads scans that are coded by Huffman's method, sequential or progressive, for no more than each block's DC coefficient and, where it is
/// asked for, which AC coefficients of one component are not zero, on which the coding of later scans depends (ITU-T T.81, annexes F.2 and G.2).
/// </summary>
/// <remarks>
/// It tells whether a scan's data hold all blocks; a decoder takes zeros for what is missing. Memory is two bytes a block, and eight for
/// each block of the one component. Not thread-safe.
/// </remarks>
internal sealed class JpegScanReader : IDisposable
{
    private readonly CancellationToken _stop;
    private readonly JpegFrame _frame;
    private readonly NativeBytes?[] _dc;
    private readonly int _tracked;
    private readonly NativeBytes? _nonZero;

    /// <summary>A reader of one picture's scans, all zeros at first.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="keepsDc">Whether DC coefficients are kept.</param>
    /// <param name="tracked">The place of the component whose AC coefficients are tracked, or -1.</param>
    /// <param name="stop">Ends the reading between two rows of blocks, by an <see cref="OperationCanceledException"/>.</param>
    public JpegScanReader(JpegFrame frame, bool keepsDc, int tracked, CancellationToken stop)
    {
        _stop = stop;
        _frame = frame;
        _tracked = tracked;
        _nonZero = tracked < 0 ? null : Zeros(frame.PaddedBlocks(tracked) * sizeof(ulong));
        _dc = new NativeBytes?[frame.Components.Length];
        for (int i = 0; i < _dc.Length; i++)
        {
            _dc[i] = keepsDc ? Zeros(frame.PaddedBlocks(i) * sizeof(short)) : null;
        }
    }

    /// <summary>The DC coefficients of a component, row by row of <see cref="JpegFrame.PaddedBlocksWide"/> blocks.</summary>
    public ReadOnlySpan<short> Dc(int component) => Coefficients(component);

    /// <summary>Reads one scan.</summary>
    /// <returns>False when its data are damaged or do not hold all blocks, or a table is missing.</returns>
    public bool TryRead(JpegScan scan, JpegTables tables, ReadOnlySpan<byte> data)
    {
        JpegBlockReader reader = new(scan, tables, data, _frame.IsProgressive);
        if (!reader.HasTables)
        {
            return false;
        }

        (int wide, int high) = (_frame.UnitsWide, _frame.UnitsHigh);
        if (!scan.IsInterleaved)
        {
            JpegComponent only = _frame.Components[scan.Components[0]];
            (wide, high) = (only.BlocksWide, only.BlocksHigh);
        }

        int untilRestart = tables.RestartInterval;
        var slice = default(TimeSlice);
        for (int y = 0; y < high; y++)
        {
            _stop.ThrowIfCancellationRequested();
            slice.Share();
            for (int x = 0; x < wide; x++)
            {
                if (tables.RestartInterval > 0 && untilRestart-- == 0)
                {
                    untilRestart = tables.RestartInterval - 1;
                    if (!reader.TryRestart())
                    {
                        return false;
                    }
                }

                ReadUnit(ref reader, scan, x, y);
            }

            if (reader.IsSpent)
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        foreach (NativeBytes? dc in _dc)
        {
            ((IDisposable?)dc)?.Dispose();
        }

        ((IDisposable?)_nonZero)?.Dispose();
    }

    private static NativeBytes Zeros(int length)
    {
        NativeBytes zeros = new(length);
        zeros.GetSpan().Clear();
        return zeros;
    }

    private Span<short> Coefficients(int component) =>
        _dc[component] is NativeBytes dc ? MemoryMarshal.Cast<byte, short>(dc.GetSpan()) : [];

    private void ReadUnit(ref JpegBlockReader reader, JpegScan scan, int x, int y)
    {
        for (int i = 0; i < scan.Components.Length; i++)
        {
            int place = scan.Components[i];
            JpegComponent component = _frame.Components[place];
            int stride = _frame.PaddedBlocksWide(place);
            (int high, int wide) = scan.IsInterleaved ? (component.Vertical, component.Horizontal) : (1, 1);
            Span<short> coefficients = Coefficients(place);
            Span<ulong> nonZero = place == _tracked ? MemoryMarshal.Cast<byte, ulong>(_nonZero!.GetSpan()) : [];
            for (int row = y * high; row < (y + 1) * high; row++)
            {
                for (int column = x * wide; column < (x + 1) * wide; column++)
                {
                    int block = (row * stride) + column;
                    short unkept = 0;
                    ulong untracked = 0;
                    reader.Read(
                        i,
                        ref coefficients.IsEmpty ? ref unkept : ref coefficients[block],
                        ref nonZero.IsEmpty ? ref untracked : ref nonZero[block]);
                }
            }
        }
    }
}
