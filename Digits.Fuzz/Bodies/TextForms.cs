using System.Text;
using System.Text.Json;

namespace Digits.Fuzz.Bodies;

/// <summary>The forms in which clients write pictures and pixels as text, sound, beside the ones that the contract names.</summary>
internal static class TextForms
{
    private static readonly string Seven = Convert.ToBase64String(SoundPictures.Seven);

    private static readonly string List = string.Join(',', SoundPictures.SevenPixels);

    private static readonly string Rows = string.Join(',', SoundPictures.SevenPixels.Chunk(28).Select(row => $"[{string.Join(',', row)}]"));

    /// <summary>All of them, in an order that stays.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
    [
        Utf8($$"""{"image":"data:image/png;base64,{{Seven}}","top":3}"""),
        Utf8(JsonSerializer.Serialize($$"""{"photo":"{{Seven}}"}""")),
        Encoding.Unicode.GetBytes($$"""{"image":"{{Seven}}"}"""),
        Utf8($$"""{'image': b'{{Seven}}', 'explain': False}"""),
        Utf8($$"""{"image":[{{string.Join(',', SoundPictures.Seven)}}]}"""),
        Utf8($$"""{"images":["{{Seven}}","data:image/png;base64,{{Seven.Replace('+', ' ')}}",{"b64":"{{Seven}}"}]}"""),
        Utf8("data:image/png," + string.Concat(SoundPictures.Seven.Select(value => $"%{value:x2}"))),
        Utf8(Convert.ToBase64String(Utf8(Seven))),
        Utf8(Convert.ToHexString(SoundPictures.Seven)),
        Utf8("a=b&image=" + Uri.EscapeDataString(Seven) + "&c=d"),
        Utf8($$"""{"pixels":[{{Rows}}]}"""),
        Utf8($$"""{"pixels":[{{List}}]}"""),
        Utf8($$"""{"pixels":[[{{List}}],[{{List}}]]}"""),
        Utf8($$"""{"instances":[[[{{Rows}}]],[[{{Rows}}]]]}"""),
        Utf8($$"""{"pixels":"[{{List}}]"}"""),
        Utf8(string.Join('&', SoundPictures.SevenPixels.Select(level => $"pixels[]={level}"))),
        Utf8($$"""{"pixels":[{{string.Join(',', SoundPictures.SevenPixels.Select(level => FormattableString.Invariant($"{level / 255.0}")))}}]}"""),
        Utf8($$"""{"image":"{{string.Join("\\r\\n", Seven.Chunk(76).Select(line => new string(line)))}}"}"""),
        Utf8($$"""{"image":"{{Seven.Replace("/", "\\/", StringComparison.Ordinal).Replace("+", "\\u002B", StringComparison.Ordinal)}}"}"""),
        SoundPictures.Seven,
        SoundPictures.SevenPixels,
    ];

    /// <summary>A JSON body with a picture of one's own.</summary>
    public static byte[] Json(byte[] picture) => Utf8($$"""{"image":"{{Convert.ToBase64String(picture)}}"}""");

    /// <summary>A JSON body with some pictures.</summary>
    public static byte[] JsonBatch(IEnumerable<byte[]> pictures) =>
        Utf8($$"""{"images":[{{string.Join(',', pictures.Select(picture => $"\"{Convert.ToBase64String(picture)}\""))}}]}""");

    /// <summary>An HTML form with a picture of one's own.</summary>
    public static byte[] Form(byte[] picture) => Utf8("image=" + Uri.EscapeDataString(Convert.ToBase64String(picture)));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
