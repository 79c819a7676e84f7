using System.IO.Compression;
using System.Text;
using Digits.Fuzz.Bodies;

namespace Digits.Fuzz.Bombs;

/// <summary>Bodies that ask for much before there is a picture.</summary>
internal static class BodyBombs
{
    private const string Gzip = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
    private const string Brotli = "Content-Type: application/json\r\nContent-Encoding: br\r\n";
    private const string Multipart = "Content-Type: multipart/form-data; boundary=b\r\n";
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";
    private const string Text = "Content-Type: text/plain\r\n";
    private const string Part = "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n\r\n";

    public static IEnumerable<Bomb> All =>
    [
        new("gzip of 400 MB", "/predict/base64", Gzip, () => Filling.Zeros(400_000_000, stream => new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))),
        new("gzip of 16 MB of brackets", "/predict/raw", Gzip, () => Packing.Coded(Filling.Text("{\"pixels\":", "[", string.Empty), "gzip")),
        new("gzip of gzip of 400 MB", "/predict/base64", "Content-Type: application/json\r\nContent-Encoding: gzip, gzip\r\n", () => Packing.Coded(Filling.Zeros(400_000_000, stream => new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true)), "gzip")),
        new("Brotli of 400 MB", "/predict/base64", Brotli, () => Filling.Zeros(400_000_000, stream => new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true))),
        new("Brotli of the largest window, 16 MB", "/predict/base64", Brotli, LargestWindow),
        Bomb.Json("JSON, 16 million brackets", "raw", () => Filling.Text("{\"pixels\":", "[", string.Empty)),
        Bomb.Json("JSON, 3 million objects in each other", "base64", () => Filling.Text(string.Empty, "{\"a\":", "1")),
        Bomb.Json("JSON, 2.7 million escapes", "base64", () => Filling.Text("{\"image\":\"", "\\u0041", "\"}")),
        Bomb.Json("JSON, 8 million escaped quotes", "base64", () => Filling.Text("{\"image\":\"", "\\\"", "\"}")),
        Bomb.Json("JSON, 2.7 million fields", "base64", () => Filling.Text("{", "\"a\":1,", "\"image\":1}")),
        Bomb.Json("JSON, 1 million images", "base64", () => Filling.Text("{", "\"image\":\"\",", "\"image\":1}")),
        Bomb.Json("JSON, 2 million spare objects", "batch", () => Filling.Text("{\"images\":[", "{\"a\":1},", "1]}")),
        Bomb.Json("JSON, 3 million pictures", "batch", () => Filling.Text("{\"images\":[", "\"AA\",", "\"A\"]}")),
        Bomb.Json("JSON, 128 texts of 120 KB that are none", "batch", () => Filling.Text("{\"images\":[", "\"" + new string('%', 120_000) + "\",", "1]}", 127)),
        Bomb.Json("JSON, 8 million pixels", "raw", () => Filling.Text("{\"pixels\":[", "1,", "1]}")),
        Bomb.Json("JSON, 8 million pixels in a string", "raw", () => Filling.Text("{\"pixels\":\"", "1,", "1\"}")),
        Bomb.Json("JSON, 5 million lists of a pixel", "raw", () => Filling.Text("{\"pixels\":[", "[1],", "[1]]}")),
        Bomb.Json("JSON, pixels of 4 million digits", "raw", () => Filling.Text("{\"pixels\":[", "1234", "]}", 1_000_000)),
        Bomb.Json("JSON, 1.3 million tensors", "batch", () => Filling.Text("{\"instances\":[", "[[[[0]]]],", "0]}")),
        Bomb.Json("JSON in strings in strings", "base64", () => Nested(18)),
        Bomb.Json("base64, 8 million line breaks", "base64", () => Filling.Text("{\"image\":\"", "A\n", "\"}")),
        Bomb.Json("base64, 4 million escaped line breaks", "base64", () => Filling.Text("{\"image\":\"", "AA\\n", "\"}")),
        Bomb.Json("base64 of 16 MB of nothing", "base64", () => Filling.Text("{\"image\":\"", "AAAA", "\"}")),
        Bomb.Json("data URLs in each other", "base64", () => Filling.Text("{\"image\":\"", "data:image/png;base64,", "\"}")),
        new("form, 16 million ampersands", "/predict/base64", Form, () => Filling.Text(string.Empty, "&", "image=1")),
        new("form, 5 million escapes", "/predict/base64", Form, () => Filling.Text("image=", "%41", string.Empty)),
        new("form, 5 million escapes of escapes", "/predict/base64", Form, () => Filling.Text("image=", "%25", string.Empty)),
        new("text, 16 million numbers", "/predict/raw", Text, () => Filling.Text(string.Empty, "1 ", string.Empty)),
        new("text, 16 MB of hexadecimal", "/predict/base64", Text, () => Filling.Text("89504e470d0a1a0a", "00", string.Empty)),
        new("text, 5 million character references", "/predict/base64", Text, () => Filling.Text(string.Empty, "&#43;", string.Empty)),
        new("text in UTF-16, 8 million letters", "/predict/base64", "Content-Type: application/json\r\n", () => Encoding.Unicode.GetBytes("{\"image\":\"" + new string('A', 8_000_000) + "\"}")),
        new("multipart, 300,000 parts", "/predict/image", Multipart, () => Filling.Text(string.Empty, Part, "--b--\r\n")),
        new("multipart, 300,000 empty pictures", "/predict/image", Multipart, () => Filling.Text(string.Empty, Part.Replace("other", "image", StringComparison.Ordinal), "--b--\r\n")),
        new("multipart, 300,000 files", "/predict/batch", Multipart, () => Filling.Text(string.Empty, Part.Replace("\"other\"", "\"f\"; filename=\"f\"", StringComparison.Ordinal), "--b--\r\n")),
        new("multipart, a million header fields", "/predict/image", Multipart, () => Filling.Text("--b\r\n", "A: b\r\n", "\r\n--b--\r\n")),
        new("multipart, a header of 16 MB", "/predict/image", Multipart, () => Filling.Text("--b\r\nA: ", "b", "\r\n\r\n--b--\r\n")),
        new("multipart, nothing but beginnings of boundaries", "/predict/image", Multipart, () => Filling.Text(Part, "\r\n--", "\r\n--b--\r\n")),
        new("multipart, a long boundary that nearly comes", "/predict/image", $"Content-Type: multipart/form-data; boundary={new string('-', 68)}b\r\n", () => Filling.Text(string.Empty, "-", string.Empty)),
        new("multipart, 16 MB before the first part", "/predict/image", Multipart, () => Filling.Text(string.Empty, "\r\n", Part + "--b--\r\n")),
        new("chunks of one byte, 2 million", "/predict/image", "Content-Type: image/png\r\n", () => [.. SoundPictures.Seven, .. new byte[2_000_000]]) { IsChunked = true },
    ];

    private static byte[] LargestWindow()
    {
        byte[] packed = new byte[Filling.Most];
        using var encoder = new BrotliEncoder(quality: 1, window: 24);
        byte[] bytes = [.. Filling.Noise(8 << 20), .. new byte[(8 << 20) - 1024]];
        encoder.Compress(bytes, packed, out _, out int written, isFinalBlock: true);
        return packed[..written];
    }

    private static byte[] Nested(int depth)
    {
        string text = "x";
        for (int i = 0; i < depth && text.Length < Filling.Most / 3; i++)
        {
            text = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["image"] = text });
        }

        return Encoding.UTF8.GetBytes(text);
    }
}
