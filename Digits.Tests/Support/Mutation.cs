namespace Digits.Tests.Support;

/// <summary>Damages bytes as transport and bad luck do: the same way for the same seed.</summary>
internal sealed class Mutation(int seed)
{
    private static readonly string[] Tokens =
    [
        "\"", "\\", "\\ud800", "\\u0000", "{", "}", "[", "]", ",", ":", "&", "=", "%", "%2", "%25", "+", " ", "\r\n", "\n", "\0", "--", "'",
        "b'", "&#43;", "&#x;", "data:", ";base64,", "base64 ", "null", "NaN", "True", "1e999", "-1", "0x", "\uFEFF", "\u00e4", "image", "pixels",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A damaged copy.</summary>
    public byte[] Of(byte[] sound)
    {
        List<byte> bytes = [.. sound];
        for (int left = _random.Next(1, 4); left > 0 && bytes.Count > 0; left--)
        {
            // Half of the time near the start, where forms are told apart.
            int at = _random.Next(_random.Next(2) == 0 ? Math.Min(80, bytes.Count) : bytes.Count);
            int length = Math.Min(_random.Next(1, 40), bytes.Count - at);
            switch (_random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)_random.Next(256);
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
                default:
                    bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Tokens[_random.Next(Tokens.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
