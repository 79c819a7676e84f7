using System.Globalization;
using System.Text;
using Digits.Fuzz.Mutators;

namespace Digits.Fuzz.Requests;

/// <summary>How the server is told where a body ends (RFC 9112, 6 and 7): by its length, in chunks, or wrongly.</summary>
internal static class Framing
{
    private const int MostChunks = 20_000;

    /// <summary>The header of the right length.</summary>
    public static (string Header, byte[] Body) Plain(byte[] body) => ($"Content-Length: {body.Length}\r\n", body);

    /// <summary>In chunks of any sizes, with extensions and trailers here and there.</summary>
    public static (string Header, byte[] Body) Chunked(byte[] body, Chance chance)
    {
        List<byte> chunks = [];

        // What the service has answered before its end it drains for five seconds: a megabyte byte by byte may be too much for that.
        int least = 1 + (body.Length / MostChunks);
        int size = chance.Percent(5) ? least : chance.Between(least, Math.Max(least + 1, body.Length));
        foreach (byte[] part in body.Chunk(size))
        {
            string extension = chance.Percent(3) ? ";a=b" : string.Empty;
            Append(chunks, part.Length.ToString(chance.Percent(50) ? "x" : "X4", CultureInfo.InvariantCulture) + extension + "\r\n");
            chunks.AddRange(part);
            Append(chunks, "\r\n");
        }

        Append(chunks, chance.Percent(10) ? "0\r\nTrailer: a\r\n\r\n" : "0\r\n\r\n");
        return ("Transfer-Encoding: chunked\r\n", [.. chunks]);
    }

    /// <summary>So that the two do not fit each other, or the chunks are none.</summary>
    public static (string Header, byte[] Body) Wrong(byte[] body, Chance chance)
    {
        (string header, byte[] chunks) = Chunked(body, chance);
        return chance.Below(8) switch
        {
            0 => ($"Content-Length: {body.Length + chance.Between(1, 100)}\r\n", body),
            1 => ($"Content-Length: {Math.Max(0, body.Length - chance.Between(1, 100))}\r\n", body),
            2 => (chance.One("Content-Length: -1\r\n", "Content-Length: 1e3\r\n", "Content-Length: 99999999999999999999\r\n", "Content-Length: \r\n", "Content-Length: 17000000\r\n", string.Empty), body),
            3 => (header, TextMutator.Of(chunks, chance)),
            4 => (header, body),
            5 => (header + $"Content-Length: {body.Length}\r\n", chunks),
            6 => (chance.One("Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: identity\r\n", "Transfer-Encoding: chunked, chunked\r\n", "Transfer-Encoding : chunked\r\n"), chunks),
            _ => (header, [.. Encoding.ASCII.GetBytes(chance.One("FFFFFFFFFFFFFFFFF\r\n", "-1\r\n", "g\r\n", "7fffffff\r\n", "\r\n", new string('0', 5_000))), .. chunks]),
        };
    }

    private static void Append(List<byte> bytes, string text) => bytes.AddRange(Encoding.ASCII.GetBytes(text));
}
