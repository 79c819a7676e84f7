using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>Where in a JPEG file the parts lie that its pixels need, and the little that is asked of the others.</summary>
/// <remarks>
/// Kept are the frame, the scans and the tables. Of the application segments three facts are taken: whether there is JFIF's, which colour
/// transform Adobe's names, and EXIF's orientation; profiles, thumbnails and comments are passed over, however many there are.
/// </remarks>
internal sealed class JpegLayout
{
    /// <summary>The most scans. Progressive files have about ten, and up to twenty where a program searched for the smallest.</summary>
    public const int MostScans = 64;

    /// <summary>The most segments of tables. Files have up to eight, and one before each scan.</summary>
    public const int MostTables = 256;

    // Four tables for DC and four for AC, each a byte, sixteen counts and 256 values at most; other tables take less (ITU-T T.81, B.2.4).
    private const int LongestTables = 8 * (1 + 16 + 256);

    private readonly List<JpegSegment> _segments = [];
    private readonly List<JpegScan> _scans = [];
    private string? _reason;
    private bool _hasExif;
    private int _tables;

    /// <summary>The frame.</summary>
    public JpegFrame Frame { get; private set; } = null!;

    /// <summary>The segments that pixels need, in the order of the file: tables, the frame, scans.</summary>
    public IReadOnlyList<JpegSegment> Segments => _segments;

    /// <summary>The scans, in the order of the file.</summary>
    public IReadOnlyList<JpegScan> Scans => _scans;

    /// <summary>EXIF orientation, 1 to 8.</summary>
    public int Orientation { get; private set; } = ExifOrientation.Upright;

    /// <summary>True where the file says that it is JFIF, so that three components are YCbCr.</summary>
    public bool IsJfif { get; private set; }

    /// <summary>Adobe's colour transform: 0 none, 1 YCbCr, 2 YCCK; null where the file does not say.</summary>
    public byte? AdobeTransform { get; private set; }

    /// <summary>True where the file has its end-of-image marker.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>True where a decoder has to keep all coefficients until the last scan: there are, or may be, several scans.</summary>
    public bool KeepsCoefficients => Frame.IsProgressive || _scans[0].Components.Length < Frame.Components.Length;

    /// <summary>What the components stand for, by the rules of libjpeg.</summary>
    public JpegColour Colour => (Frame.Components.Length, IsJfif, AdobeTransform) switch
    {
        (1, _, _) => JpegColour.Grey,
        (4, _, null or 0) => JpegColour.Cmyk,
        (4, _, _) => JpegColour.Ycck,
        (_, false, 0) => JpegColour.Rgb,
        (_, false, null) when Frame.Components is [{ Id: (byte)'R' }, { Id: (byte)'G' }, { Id: (byte)'B' }] => JpegColour.Rgb,
        _ => JpegColour.YCbCr,
    };

    /// <summary>Walks a file.</summary>
    /// <param name="file">Any bytes that begin like a JPEG.</param>
    /// <param name="layout">The layout when this method returns true.</param>
    /// <param name="reason">Why it cannot be read, to follow "The image begins like a JPEG, but", when this method returns false.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> file, [NotNullWhen(true)] out JpegLayout? layout, [NotNullWhen(false)] out string? reason)
    {
        JpegLayout read = new();
        JpegSegments segments = new(file);
        while (read._reason is null && segments.MoveNext())
        {
            read.Take(segments.Current, file, segments.Restarts);
        }

        read.HasEnd = segments.HasEnded;
        reason = read._reason ?? (read._scans.Count == 0 ? "it holds no picture data" : segments.BeginsAnew ? "is damaged or incomplete" : null);
        layout = reason is null ? read : null;
        return reason is null;
    }

    private void Take(JpegSegment segment, ReadOnlySpan<byte> file, int restarts)
    {
        ReadOnlySpan<byte> header = segment.Header(file);
        switch (segment.Marker)
        {
            case JpegMarker.StartOfScan:
                TakeScan(segment, header, restarts);
                break;
            case JpegMarker.HuffmanTables or JpegMarker.QuantizationTables or JpegMarker.RestartInterval or JpegMarker.ArithmeticConditioning:
                _segments.Add(segment);
                _reason = ++_tables > MostTables ? $"has more than {MostTables} segments of tables"
                    : header.Length > LongestTables ? "has a segment of more tables than there can be"
                    : null;
                break;
            case JpegMarker.App0:
                IsJfif |= header.Length >= 14 && header.StartsWith("JFIF\0"u8);
                break;
            case JpegMarker.App1 when !_hasExif && header.StartsWith("Exif\0\0"u8):
                _hasExif = true;
                Orientation = ExifOrientationTag.Read(header);
                break;
            case JpegMarker.App14 when header.Length >= 12 && header.StartsWith("Adobe"u8):
                AdobeTransform = header[11];
                break;
            case byte marker when JpegMarker.IsFrame(marker):
                TakeFrame(segment, header);
                break;
        }
    }

    private void TakeFrame(JpegSegment segment, ReadOnlySpan<byte> header)
    {
        if (Frame is not null)
        {
            _reason = "it has two frames";
        }
        else if (JpegFrame.TryRead(segment.Marker, header, out JpegFrame? frame, out _reason))
        {
            Frame = frame;
            _segments.Add(segment);
        }
    }

    private void TakeScan(JpegSegment segment, ReadOnlySpan<byte> header, int restarts)
    {
        if (Frame is null || !JpegScan.TryRead(Frame, header, out JpegScan? scan))
        {
            _reason = "a scan header is damaged";
        }
        else if (restarts > scan.Units(Frame))
        {
            _reason = "has more restart markers than its picture has room for";
        }
        else if (_scans.Count == MostScans)
        {
            _reason = $"has more than {MostScans} scans";
        }
        else
        {
            _segments.Add(segment);
            _scans.Add(scan);
        }
    }
}
