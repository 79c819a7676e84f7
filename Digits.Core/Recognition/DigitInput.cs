using Digits.Core.Imaging;

namespace Digits.Core.Recognition;

/// <summary>One thing to read: a picture file, or 784 pixels that are in MNIST's convention already.</summary>
public readonly record struct DigitInput
{
    /// <summary>Pixels along each side of a digit in MNIST's convention.</summary>
    public const int Side = 28;

    /// <summary>Pixels of a digit in MNIST's convention.</summary>
    public const int PixelCount = Side * Side;

    private DigitInput(ReadOnlyMemory<byte> bytes, bool isPixels)
    {
        Bytes = bytes;
        IsPixels = isPixels;
    }

    internal ReadOnlyMemory<byte> Bytes { get; }

    internal bool IsPixels { get; }

    /// <summary>A whole PNG, JPEG, WebP, GIF or BMP file, of any size, polarity and position of the digit.</summary>
    /// <param name="file">The file's bytes; they must not change until the answer has come.</param>
    public static DigitInput FromImage(ReadOnlyMemory<byte> file) => new(file, isPixels: false);

    /// <summary>Whether bytes begin like a picture file that is read; eighteen are enough to tell.</summary>
    /// <param name="file">The file, or its start.</param>
    public static bool IsPicture(ReadOnlySpan<byte> file) => ImageFormatSniffer.Sniff(file) != ImageFormat.Unknown;

    /// <summary>28 by 28 pixels, row-major, ink = 255 on 0, placed as in MNIST; they reach the model as they are.</summary>
    /// <param name="pixels">784 values; they must not change until the answer has come.</param>
    public static DigitInput FromPixels(ReadOnlyMemory<byte> pixels) => new(pixels, isPixels: true);
}
