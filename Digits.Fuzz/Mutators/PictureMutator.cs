namespace Digits.Fuzz.Mutators;

/// <summary>Damages a picture file where its format says that something means something, as bytes, or both.</summary>
internal static class PictureMutator
{
    /// <summary>A damaged copy.</summary>
    /// <param name="sound">A PNG, JPEG, WebP, GIF or BMP file.</param>
    /// <param name="chance">The dice.</param>
    public static byte[] Of(byte[] sound, Chance chance)
    {
        byte[] damaged = chance.Percent(80) ? ByStructure(sound, chance) : sound;
        return ReferenceEquals(damaged, sound) || chance.Percent(20) ? ByteMutator.Of(damaged, chance) : damaged;
    }

    private static byte[] ByStructure(byte[] sound, Chance chance) => sound switch
    {
        [0x89, (byte)'P', ..] => PngMutator.Of(sound, chance),
        [0xFF, 0xD8, ..] => JpegMutator.Of(sound, chance),
        [(byte)'R', (byte)'I', ..] => WebpMutator.Of(sound, chance),
        [(byte)'G', (byte)'I', ..] => GifMutator.Of(sound, chance),
        [(byte)'B', (byte)'M', ..] => BmpMutator.Of(sound, chance),
        _ => sound,
    };
}
