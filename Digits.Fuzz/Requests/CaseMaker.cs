using System.Text;
using Digits.Fuzz.Bodies;
using Digits.Fuzz.Mutators;

namespace Digits.Fuzz.Requests;

/// <summary>Makes cases: the same for the same seed and number, whatever was made before.</summary>
internal static class CaseMaker
{
    /// <summary>One case.</summary>
    public static FuzzCase Make(int seed, long number)
    {
        var chance = new Chance(seed, number);
        string endpoint = chance.One("image", "image", "image", "base64", "base64", "raw", "batch");
        Body body = BodyMaker.Of(endpoint, chance);
        string target = RequestHead.Target(endpoint, chance);
        (int framing, int head) = (chance.Below(100), chance.Below(100));
        (string length, byte[] framed) = framing switch
        {
            < 84 => Framing.Plain(body.Bytes),
            < 94 => Framing.Chunked(body.Bytes, chance),
            _ => Framing.Wrong(body.Bytes, chance),
        };
        string line = head < 96 ? RequestHead.Line(target, chance) : RequestHead.DamagedLine(target, chance);
        string headers = RequestHead.Headers(chance) + (head is 94 or 95 ? RequestHead.DamagedHeaders(chance) : string.Empty);
        string type = body.Type is null ? string.Empty : $"Content-Type: {body.Type}\r\n";
        string coding = body.Coding is null ? string.Empty : $"Content-Encoding: {body.Coding}\r\n";
        bool keepsFraming = framing < 94 && head < 94;
        string kind = framing >= 94 ? "wrong framing" : head >= 94 ? "wrong head" : body.Coding is not null ? "coded body" : IsMultipart(body) ? "multipart" : body.Kind;
        byte[] bytes = [.. Encoding.Latin1.GetBytes($"{line}\r\nHost: fuzz\r\n{type}{coding}{headers}{length}\r\n"), .. framed];
        return new FuzzCase(number, endpoint, kind, bytes, keepsFraming, chance.Percent(3) ? chance.Between(1, 4_000) : 0);
    }

    private static bool IsMultipart(Body body) => body.Type?.Contains("multipart", StringComparison.OrdinalIgnoreCase) == true;
}
