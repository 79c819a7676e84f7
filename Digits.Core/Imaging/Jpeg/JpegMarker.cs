namespace Digits.Core.Imaging.Jpeg;

/// <summary>The second bytes of JPEG's markers (ITU-T T.81, table B.1).</summary>
internal static class JpegMarker
{
    public const byte Temporary = 0x01;
    public const byte BaselineFrame = 0xC0;
    public const byte ExtendedFrame = 0xC1;
    public const byte ProgressiveFrame = 0xC2;
    public const byte HuffmanTables = 0xC4;
    public const byte ExtendedArithmeticFrame = 0xC9;
    public const byte ProgressiveArithmeticFrame = 0xCA;
    public const byte ArithmeticConditioning = 0xCC;
    public const byte FirstRestart = 0xD0;
    public const byte LastRestart = 0xD7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte QuantizationTables = 0xDB;
    public const byte RestartInterval = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App14 = 0xEE;

    /// <summary>True of SOF0 to SOF15, known or not.</summary>
    public static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (HuffmanTables or 0xC8 or ArithmeticConditioning);

    /// <summary>True of RST0 to RST7.</summary>
    public static bool IsRestart(byte marker) => marker is >= FirstRestart and <= LastRestart;

    /// <summary>True of the markers that no length follows.</summary>
    public static bool StandsAlone(byte marker) => marker is Temporary or (>= FirstRestart and <= EndOfImage);
}
