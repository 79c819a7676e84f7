using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Segmentation;

namespace Digits.Core.Recognition;

/// <summary>A decoded picture of a line of digits, and the line's ink as it stands.</summary>
/// <remarks>Used by one request. Owns the picture and the ink.</remarks>
/// <param name="gray">The picture.</param>
/// <param name="ink">Its ink; null where it is blank.</param>
internal sealed class NumberPicture(GrayImage gray, NumberInk? ink) : IDisposable
{
    /// <summary>The picture.</summary>
    public GrayImage Gray => gray;

    /// <summary>Its ink; null where it is blank.</summary>
    public NumberInk? Ink => ink;

    /// <summary>A box of an ink's plane in the pixels of what was sent.</summary>
    public CropBox ToSource(NumberInk plane, PixelBox box) => Scale(plane.ToPicture(box, gray));

    /// <summary>A box of the decoded picture in the pixels of what was sent, of which the decoder may have made fewer.</summary>
    public CropBox Scale(PixelBox box)
    {
        double x = (double)gray.SourceWidth / gray.Width;
        double y = (double)gray.SourceHeight / gray.Height;
        int left = (int)(box.Left * x);
        int top = (int)(box.Top * y);
        return new CropBox(
            left,
            top,
            Math.Min((int)Math.Ceiling(box.Right * x), gray.SourceWidth) - left,
            Math.Min((int)Math.Ceiling(box.Bottom * y), gray.SourceHeight) - top);
    }

    public void Dispose()
    {
        gray.Dispose();
        ink?.Dispose();
    }
}
