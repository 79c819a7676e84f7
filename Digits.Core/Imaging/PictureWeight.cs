using System.Buffers.Binary;
using Digits.Core.Imaging.Gif;
using Digits.Core.Imaging.Jpeg;
using Digits.Core.Imaging.Webp;

namespace Digits.Core.Imaging;

/// <summary>Tells pictures that take milliseconds to decode from those that take a fraction of one, by their first bytes and in no time.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class PictureWeight
{
    /// <summary>The most bytes of a light file: phones' canvases have a tenth.</summary>
    public const int MostLightBytes = 256 << 10;

    /// <summary>The most pixels of a light picture: two milliseconds at worst, where a canvas of 1200 pixels on a side takes one.</summary>
    public const long MostLightPixels = 2_000_000;

    /// <summary>Whether a picture file is large in bytes or in pixels. What cannot be read is light: it is refused at once.</summary>
    public static bool IsHeavy(ReadOnlySpan<byte> file) =>
        file.Length > MostLightBytes || Pixels(file) > MostLightPixels;

    private static long Pixels(ReadOnlySpan<byte> file) => ImageFormatSniffer.Sniff(file) switch
    {
        ImageFormat.Png when file.Length >= 24 =>
            (long)BinaryPrimitives.ReadUInt32BigEndian(file[16..]) * BinaryPrimitives.ReadUInt32BigEndian(file[20..]),
        // A frame may reach over its screen.
        ImageFormat.Gif when GifLayout.TryRead(file, out GifLayout? layout) => (long)layout.Width * layout.Height,
        ImageFormat.Gif when file.Length >= 10 =>
            (long)BinaryPrimitives.ReadUInt16LittleEndian(file[6..]) * BinaryPrimitives.ReadUInt16LittleEndian(file[8..]),
        ImageFormat.Bmp when file.Length >= 26 =>
            Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(file[18..]) * BinaryPrimitives.ReadInt32LittleEndian(file[22..])),
        ImageFormat.Webp when WebpLayout.TryRead(file, out WebpLayout? layout) => (long)layout.Bitstream.Width * layout.Bitstream.Height,
        ImageFormat.Jpeg => JpegPixels(file),
        _ => 0,
    };

    private static long JpegPixels(ReadOnlySpan<byte> file)
    {
        var segments = new JpegSegments(file);
        while (segments.MoveNext())
        {
            if (JpegMarker.IsFrame(segments.Current.Marker))
            {
                return JpegFrame.TryRead(segments.Current.Marker, segments.Current.Header(file), out JpegFrame? frame, out _)
                    ? (long)frame.Width * frame.Height
                    : 0;
            }
        }

        return 0;
    }
}
