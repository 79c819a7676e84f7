namespace Digits.Core.Imaging;

/// <summary>Takes a picture's pixels row by row while they are decoded, so that nothing larger than what is wanted of them is kept.</summary>
/// <remarks>Used by one thread.</remarks>
internal interface IPixelRows
{
    /// <summary>Ends the decode: rows are refused by an exception once it is requested, and what takes long before the first looks at it.</summary>
    CancellationToken Stop { get; }

    /// <summary>Begins a picture.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">How many rows follow, top to bottom, unless the file turns out to be damaged.</param>
    /// <param name="bands">1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; alpha is not premultiplied.</param>
    void Begin(int width, int height, int bands);

    /// <summary>Takes the next row.</summary>
    /// <param name="row">Interleaved bands of 8 bits, which change after this call.</param>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> was requested.</exception>
    void Add(ReadOnlySpan<byte> row);
}
