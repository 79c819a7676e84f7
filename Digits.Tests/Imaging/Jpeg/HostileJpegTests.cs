using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Imaging.Jpeg;

[Collection(nameof(ProcessWideCounts))]
public sealed class HostileJpegTests
{
    private const int Large = 6_300;
    private const int SixteenMegabytes = 16_000_000;

    // 40 megapixels of coefficients would take 80 MB, and each scan visits all of their 620,000 blocks.
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(64)]
    public void Decode_LargeProgressive_IsReadWithoutItsCoefficients(int bandScans) =>
        Assert.Null(Bomb.Outcome(JpegFile.Progressive(Large, Large, bandScans - 1)));

    [Theory]
    [InlineData(Large, 64)]
    [InlineData(Large, 2_000)]
    [InlineData(28, 200_000)]
    public void Decode_MoreScansThanAnyEncoderWrites_AreNotDecoded(int side, int bandScans) =>
        Assert.Equal("The image begins like a JPEG, but has more than 64 scans.", Bomb.Message(JpegFile.Progressive(side, side, bandScans)));

    // The blocks of 65,535x65,535 pixels are a billion; two of them make this promise no smaller.
    [Fact]
    public void Decode_ProgressiveThatIsTooLargeAtAnEighth_IsRefusedForItsWork()
    {
        byte[] file = JpegFile.Progressive(64, 64, 1);
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC2]);
        file.AsSpan(frame + 5, 4).Fill(0xFF);
        Assert.Equal(
            "Decoding this JPEG (65535x65535 pixels, scans: 2) is more work than is done for one picture; save it smaller, or as a baseline JPEG.",
            Bomb.Message(file));
    }

    // Three components of 39 million blocks each that no scan codes, and a small one that a scan does.
    [Theory]
    [InlineData(0xC0, 63)]
    [InlineData(0xC2, 0)]
    public void Decode_LargeComponentsThatNoScanCodes_AreRefusedForTheirWork(byte marker, int last)
    {
        const int Side = 50_000;
        byte[] components = [1, 0x44, 0, 2, 0x44, 0, 3, 0x44, 0, 4, 0x11, 0];
        byte[] frame = JpegFile.Segment(marker, [8, Side >> 8, Side & 0xFF, Side >> 8, Side & 0xFF, 4, .. components]);
        byte[] scan = JpegFile.Segment(0xDA, [1, 4, 0, 0, (byte)last, 0]);
        byte[] file = [0xFF, 0xD8, .. JpegFile.Quantization(), .. frame, .. JpegFile.Huffman(0, [1], [0]), .. JpegFile.Huffman(1, [1], [0]), .. scan, 0, 0xFF, 0xD9];
        Assert.Equal(RecognitionErrorCode.ImageTooLarge, Bomb.Outcome(file));
    }

    [Fact]
    public void Decode_LargeHeaderWithoutData_IsUnreadable()
    {
        byte[] file = [0xFF, 0xD8, .. JpegFile.Quantization(), .. JpegFile.Frame(0xC0, Large, Large), .. JpegFile.Scan(0, 63, 0, 0)];
        Assert.Equal(RecognitionErrorCode.UnreadableImage, Bomb.Outcome(file));
    }

    [Fact]
    public void Decode_FloodOfRestartMarkers_IsUnreadable()
    {
        byte[] file = FixtureFile.Read("7-grey.jpg");
        byte[] flood = [.. file.AsSpan(0, file.Length - 2), .. Repeat([0xFF, 0xD0, 0xFF, 0xD1], SixteenMegabytes), 0xFF, 0xD9];
        Assert.Equal("The image begins like a JPEG, but has more restart markers than its picture has room for.", Bomb.Message(flood));
    }

    [Fact]
    public void Decode_FloodOfFillBytes_IsRead() =>
        Assert.Null(Bomb.Outcome(JpegFile.BeforeScan(FixtureFile.Read("7-grey.jpg"), Repeat([0xFF], SixteenMegabytes))));

    [Fact]
    public void Decode_FloodOfComments_IsRead() =>
        Assert.Null(Bomb.Outcome(JpegFile.AtStart(FixtureFile.Read("7-grey.jpg"), Repeat(JpegFile.Segment(0xFE, []), SixteenMegabytes))));

    [Fact]
    public void Decode_FloodOfTables_IsUnreadable() => Assert.Equal(
        "The image begins like a JPEG, but has more than 256 segments of tables.",
        Bomb.Message(JpegFile.AtStart(FixtureFile.Read("7-grey.jpg"), Repeat(JpegFile.Quantization(), SixteenMegabytes))));

    // Each segment defines one table 3,600 times: a million in a file, each of which would be built.
    [Fact]
    public void Decode_FloodOfTablesInOneSegment_IsUnreadable()
    {
        byte[] table = [0x13, 1, .. new byte[16]];
        byte[] segment = JpegFile.Segment(0xC4, Repeat(table, 65_000));
        Assert.Equal(
            "The image begins like a JPEG, but has a segment of more tables than there can be.",
            Bomb.Message(JpegFile.AtStart(FixtureFile.Read("7-grey.jpg"), Repeat(segment, 240 * segment.Length))));
    }

    // Directories that point at themselves, and 5,000 entries of 60 KB each in one place.
    [Theory]
    [InlineData(0x8769, 4, 1, 8)]
    [InlineData(0x9286, 2, 60_000, 8)]
    public void Decode_ExifFullOfEntries_IsRead(ushort tag, ushort type, uint count, uint place)
    {
        byte[] entry = [.. BigEndian(tag, 2), .. BigEndian(type, 2), .. BigEndian(count, 4), .. BigEndian(place, 4)];
        byte[] exif = [.. "Exif\0\0MM\0*\0\0\0\b"u8, .. BigEndian(5_000, 2), .. Repeat(entry, 60_000), .. BigEndian(8, 4)];
        Assert.Null(Bomb.Outcome(JpegFile.AtStart(FixtureFile.Read("7-grey.jpg"), JpegFile.Segment(0xE1, exif))));
    }

    private static byte[] BigEndian(uint value, int length) =>
        [.. Enumerable.Range(0, length).Select(i => (byte)(value >> (8 * (length - 1 - i))))];

    private static byte[] Repeat(byte[] bytes, int length)
    {
        byte[] repeated = new byte[length / bytes.Length * bytes.Length];
        for (int at = 0; at < repeated.Length; at += bytes.Length)
        {
            bytes.CopyTo(repeated, at);
        }

        return repeated;
    }
}
