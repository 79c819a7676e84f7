using System.Buffers.Binary;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>Walks the marker segments of a JPEG file (ITU-T T.81, annex B) without looking into them.</summary>
/// <remarks>
/// The way is linear in the file and vectorised: bytes between segments are passed over as decoders do, and so are fill bytes. It ends at
/// the first end-of-image marker, whatever follows (a second picture, a film), or where the file breaks off.
/// </remarks>
/// <param name="file">The file, which begins with a start-of-image marker.</param>
internal ref struct JpegSegments(ReadOnlySpan<byte> file)
{
    private const byte Prefix = 0xFF;

    private readonly ReadOnlySpan<byte> _file = file;
    private int _at = Math.Min(2, file.Length);

    /// <summary>The segment that was found last.</summary>
    public JpegSegment Current { get; private set; }

    /// <summary>How many restart markers lie in the data of the scan that was found last.</summary>
    public int Restarts { get; private set; }

    /// <summary>True once the end-of-image marker was met.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>True once a second start-of-image marker was met outside of any segment: no decoder goes on there.</summary>
    public bool BeginsAnew { get; private set; }

    /// <summary>Goes to the next segment that is whole.</summary>
    /// <returns>False at the end, of the picture or of the file.</returns>
    public bool MoveNext()
    {
        while (TryReadMarker(out byte marker))
        {
            if (marker is JpegMarker.EndOfImage or JpegMarker.StartOfImage)
            {
                HasEnded = marker == JpegMarker.EndOfImage;
                BeginsAnew = !HasEnded;
                return false;
            }

            if (JpegMarker.StandsAlone(marker))
            {
                continue;
            }

            int length = _at <= _file.Length - sizeof(ushort) ? BinaryPrimitives.ReadUInt16BigEndian(_file[_at..]) : 0;
            if (length < sizeof(ushort) || length > _file.Length - _at)
            {
                return false;
            }

            (int start, int headerEnd) = (_at + sizeof(ushort), _at + length);
            _at = headerEnd;
            if (marker == JpegMarker.StartOfScan)
            {
                PassData();
            }

            Current = new JpegSegment(marker, start, headerEnd, _at);
            return true;
        }

        return false;
    }

    /// <summary>Reads the next marker's second byte, whatever lies before it.</summary>
    private bool TryReadMarker(out byte marker)
    {
        marker = 0;
        while (marker == 0)
        {
            int prefix = _file[_at..].IndexOf(Prefix);
            int code = prefix < 0 ? -1 : _file[(_at + prefix)..].IndexOfAnyExcept(Prefix);
            if (code < 0)
            {
                return false;
            }

            marker = _file[_at + prefix + code];
            _at += prefix + code + 1;
        }

        return true;
    }

    /// <summary>Goes to the marker that ends entropy-coded data, or to the end of the file.</summary>
    private void PassData()
    {
        Restarts = 0;
        while (true)
        {
            int prefix = _file[_at..].IndexOf(Prefix);
            int code = prefix < 0 ? -1 : _file[(_at + prefix)..].IndexOfAnyExcept(Prefix);
            if (code < 0)
            {
                _at = _file.Length;
                return;
            }

            byte marker = _file[_at + prefix + code];
            if (marker != 0 && !JpegMarker.IsRestart(marker))
            {
                _at += prefix;
                return;
            }

            Restarts += marker == 0 ? 0 : 1;
            _at += prefix + code + 1;
        }
    }
}
