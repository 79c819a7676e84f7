using System.Buffers.Binary;
using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class ExifOrientationTagTests
{
    private const ushort Short = 3;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_EachOrientation_IsFoundInBothByteOrders(bool bigEndian)
    {
        for (ushort orientation = 1; orientation <= 8; orientation++)
        {
            Assert.Equal(orientation, ExifOrientationTag.Read(Tiff(bigEndian, (0x010F, 2, 0), (0x0112, Short, orientation))));
        }
    }

    [Fact]
    public void Read_PrefixOfJpeg_IsPassedOver() =>
        Assert.Equal(6, ExifOrientationTag.Read([.. "Exif\0\0"u8, .. Tiff(false, (0x0112, Short, 6))]));

    [Theory]
    [InlineData(Short, 0)]
    [InlineData(Short, 9)]
    [InlineData(Short, 65_535)]
    [InlineData(4, 6)]
    [InlineData(2, 6)]
    public void Read_ValueOrTypeOfNoOrientation_IsUpright(ushort type, ushort value) =>
        Assert.Equal(1, ExifOrientationTag.Read(Tiff(true, (0x0112, type, value))));

    [Fact]
    public void Read_NoSuchTag_IsUpright() => Assert.Equal(1, ExifOrientationTag.Read(Tiff(true, (0x010F, Short, 6), (0x8769, 4, 8))));

    [Fact]
    public void Read_SecondEntryOfTheTag_IsNotAsked() =>
        Assert.Equal(3, ExifOrientationTag.Read(Tiff(true, (0x0112, Short, 3), (0x0112, Short, 6))));

    [Fact]
    public void Read_CutAnywhere_NeverThrowsAndNeverInvents()
    {
        byte[] whole = Tiff(true, (0x010F, 2, 0), (0x0112, Short, 6));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Equal(1, ExifOrientationTag.Read(whole.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(int.MaxValue)]
    [InlineData(0x8000_0000)]
    [InlineData(21)]
    public void Read_DirectoryOutsideTheFile_IsUpright(uint directory)
    {
        byte[] tiff = Tiff(true, (0x0112, Short, 6));
        BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(4), directory);
        Assert.Equal(1, ExifOrientationTag.Read(tiff));
    }

    [Fact]
    public void Read_RandomBytes_IsAnOrientation()
    {
        Random random = new(4);
        byte[] bytes = new byte[64];
        for (int i = 0; i < 10_000; i++)
        {
            random.NextBytes(bytes);
            "II*\0"u8.CopyTo(bytes);
            bytes.AsSpan(5, 3).Clear();
            Assert.InRange(ExifOrientationTag.Read(bytes), 1, 8);
        }
    }

    // Header, count, entries, and no next directory.
    private static byte[] Tiff(bool bigEndian, params (ushort Tag, ushort Type, ushort Value)[] entries)
    {
        byte[] file = new byte[8 + 2 + (12 * entries.Length)];
        (bigEndian ? "MM\0*\0\0\0\b"u8 : "II*\0\b\0\0\0"u8).CopyTo(file);
        Write(8, (ushort)entries.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            int at = 10 + (12 * i);
            Write(at, entries[i].Tag);
            Write(at + 2, entries[i].Type);
            Write(at + (bigEndian ? 6 : 4), 1);
            Write(at + 8, entries[i].Value);
        }

        return file;

        void Write(int at, ushort value)
        {
            if (bigEndian)
            {
                BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at), value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);
            }
        }
    }
}
