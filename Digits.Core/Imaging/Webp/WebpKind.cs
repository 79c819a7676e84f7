namespace Digits.Core.Imaging.Webp;

/// <summary>The names of WebP's chunks, the first character in the lowest byte (RFC 9649, 2).</summary>
internal static class WebpKind
{
    /// <summary>"VP8 ", lossy picture data.</summary>
    public const uint Lossy = 0x20385056;

    /// <summary>"VP8L", lossless picture data.</summary>
    public const uint Lossless = 0x4C385056;

    /// <summary>"VP8X", the header of files that have more than picture data.</summary>
    public const uint Extended = 0x58385056;

    /// <summary>"ALPH", the opacity of lossy picture data.</summary>
    public const uint Alpha = 0x48504C41;

    /// <summary>"ANIM", the header of an animation.</summary>
    public const uint Animation = 0x4D494E41;

    /// <summary>"ANMF", a frame of an animation.</summary>
    public const uint Frame = 0x464D4E41;

    /// <summary>"EXIF".</summary>
    public const uint Exif = 0x46495845;
}
