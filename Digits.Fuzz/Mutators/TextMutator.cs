using System.Text;

namespace Digits.Fuzz.Mutators;

/// <summary>Damages text as transport, bad luck and bad will do.</summary>
internal static class TextMutator
{
    private static readonly string[] Tokens =
    [
        "\"", "\\", "\\ud800", "\\u0000", "\\u002B", "\\/", "{", "}", "[", "]", ",", ":", "&", "=", "==", "%", "%2", "%25", "+", " ", "\r\n", "\n", "\0",
        "--", "'", "b'", "&#43;", "&#x;", "data:", "data:image/png;base64,", ";base64,", "base64 ", "null", "NaN", "True", "1e999", "-1", "-0", "1E-7",
        "0.5", "0x", "\uFEFF", "\u00e4", "\ud83d\ude00", "image", "pixels", "images", "99999999999999999999", "\"image\":", "\"pixels\":[[", "/*", "//",
    ];

    /// <summary>A damaged copy.</summary>
    public static byte[] Of(byte[] sound, Chance chance)
    {
        List<byte> bytes = [.. sound];
        for (int left = chance.Few(4); left > 0 && bytes.Count > 0; left--)
        {
            // Half of the time near the start, where forms are told apart.
            int at = chance.Below(chance.Percent(50) ? Math.Min(80, bytes.Count) : bytes.Count);
            int length = Math.Min(chance.Between(1, 40), bytes.Count - at);
            switch (chance.Below(9))
            {
                case 0:
                    bytes[at] = chance.Byte();
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4:
                    bytes.InsertRange(at, Nest(chance));
                    break;
                case 5:
                    bytes.InsertRange(at, Enumerable.Repeat(Token(chance), chance.Between(2, 200)).SelectMany(token => token));
                    break;
                default:
                    bytes.InsertRange(at, Token(chance));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Token(Chance chance) => Encoding.UTF8.GetBytes(chance.One(Tokens));

    private static byte[] Nest(Chance chance)
    {
        int depth = 1 << chance.Below(11);
        string open = chance.One("[", "{\"a\":", "[[", "\"");
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, depth)) + (chance.Percent(50) ? new string(']', depth) : string.Empty));
    }
}
