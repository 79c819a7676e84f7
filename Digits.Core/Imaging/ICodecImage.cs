using System.Diagnostics.CodeAnalysis;

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

    /// <summary>Decodes the first frame, once, not rotated.</summary>
    /// <param name="maxLongestSide">
    /// The longest side in pixels beyond which a codec that can shrink while it decodes does so, by a whole factor.
    /// </param>
    /// <param name="pixels">sRGB or grey, 8 bits a band, alpha not premultiplied, to be disposed, when this method returns true.</param>
    /// <returns>False when the file is damaged or incomplete.</returns>
    bool TryReadPixels(int maxLongestSide, [NotNullWhen(true)] out PixelBuffer? pixels);
}
