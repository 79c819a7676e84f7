namespace Digits.Core.Imaging.Jpeg;

/// <summary>One component of a frame: one plane of samples, of which some frames keep fewer (ITU-T T.81, A.1.1).</summary>
/// <param name="Id">The name by which scans call it.</param>
/// <param name="Horizontal">Its samples across for each of the frame's sampling units, 1 to 4.</param>
/// <param name="Vertical">Its samples down for each of the frame's sampling units, 1 to 4.</param>
/// <param name="QuantizationTable">0 to 3.</param>
/// <param name="BlocksWide">Blocks of 8x8 samples that cover it, across.</param>
/// <param name="BlocksHigh">Blocks of 8x8 samples that cover it, down.</param>
internal readonly record struct JpegComponent(
    byte Id, int Horizontal, int Vertical, int QuantizationTable, int BlocksWide, int BlocksHigh);
