namespace Digits.Core.Imaging;

/// <summary>A picture whose header has been read.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal interface ICodecImage : IDisposable
{
    /// <summary>Width in pixels as stored, before <see cref="Orientation"/> is applied.</summary>
    int Width { get; }

    /// <summary>Height in pixels as stored, before <see cref="Orientation"/> is applied.</summary>
    int Height { get; }

    /// <summary>EXIF orientation, 1 to 8; 1 where the file says nothing.</summary>
    int Orientation { get; }

    /// <summary>By what factor, 1 or more, the codec itself shrinks the picture while it decodes.</summary>
    /// <param name="longestSide">The longest side in pixels that is wanted; what the codec gives may still be larger.</param>
    int Shrink(int longestSide);

    /// <summary>How many bytes a decode holds while it lasts, estimated from above; nothing is held between two.</summary>
    /// <param name="longestSide">As given to <see cref="TryRead"/>.</param>
    long Bytes(int longestSide);

    /// <summary>Decodes the first frame, not rotated; sRGB or grey. It may be called again.</summary>
    /// <param name="longestSide">
    /// As given to <see cref="Shrink"/>, by which the rows are smaller than the header says, rounded up; they may be smaller still, down to this.
    /// </param>
    /// <param name="rows">Takes the pixels.</param>
    /// <returns>False when the file is damaged or incomplete.</returns>
    /// <exception cref="OperationCanceledException"><see cref="IPixelRows.Stop"/> was requested.</exception>
    bool TryRead(int longestSide, IPixelRows rows);
}
