using System.Text;
using Digits.Fuzz.Mutators;

namespace Digits.Fuzz.Bodies;

/// <summary>Multipart bodies (RFC 7578), their framing sound or damaged.</summary>
internal static class MultipartForm
{
    private static readonly string[] Names = ["image", "file", "images[]", "IMAGE", "pixels", "other", "", "image\"", "im\\\"age", "a\0b"];

    private static readonly string[] Headers =
    [
        "Content-Type: image/png", "Content-Type: text/html", "Content-Transfer-Encoding: base64", "Content-Disposition: attachment", "X: y",
        "no colon", ": no name", "Content-Length: 7", "Content-Disposition: form-data; name=image; filename*=UTF-8''%ff", "\tfolded",
    ];

    /// <summary>A body of parts.</summary>
    public static Body Of(IReadOnlyList<byte[]> files, Chance chance)
    {
        bool isDamaged = chance.Percent(50);
        string boundary = chance.Percent(90) ? "b" : chance.One("----WebKitFormBoundaryAbC123", "a b", "'()+_,-./:=?", new string('x', chance.Between(60, 80)), string.Empty);
        List<byte> bytes = [];
        foreach (byte[] file in files)
        {
            Append(bytes, (isDamaged && chance.Percent(10) ? chance.One("-", "--- ", "\n--", string.Empty) : "--") + boundary + Line(isDamaged, chance));
            string name = isDamaged && chance.Percent(30) ? chance.One(Names) : "image";
            Append(bytes, $"Content-Disposition: form-data; name=\"{name}\"; filename=\"a.png\"{Line(isDamaged, chance)}");
            for (int i = isDamaged && chance.Percent(30) ? chance.Between(1, 20) : 0; i > 0; i--)
            {
                Append(bytes, chance.One(Headers) + (chance.Percent(2) ? new string('x', 20_000) : string.Empty) + "\r\n");
            }

            Append(bytes, Line(isDamaged, chance));
            bytes.AddRange(file);
            Append(bytes, Line(isDamaged, chance));
        }

        Append(bytes, isDamaged && chance.Percent(20) ? chance.One(string.Empty, "--", "--" + boundary, "--" + boundary + "-") : "--" + boundary + "--\r\n");
        string type = isDamaged && chance.Percent(10)
            ? chance.One("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"b", "multipart/mixed; boundary=b", "multipart/form-data; boundary=other")
            : $"multipart/form-data; boundary=\"{boundary}\"";
        byte[] whole = [.. bytes];
        return new Body("multipart", type, isDamaged && chance.Percent(20) ? TextMutator.Of(whole, chance) : whole);
    }

    private static string Line(bool isDamaged, Chance chance) => isDamaged && chance.Percent(3) ? chance.One("\n", "\r", "\r\n\r\n", string.Empty, " \r\n") : "\r\n";

    private static void Append(List<byte> bytes, string text) => bytes.AddRange(Encoding.Latin1.GetBytes(text));
}
