using System.Text;
using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

/// <summary>Every form of body, damaged: never a fault, and never more than the contract says.</summary>
public sealed class ClientFuzzTests(DigitsFactory service)
{
    private const int Mutations = 60;

    private static readonly string Seven = ContractFile.Example("SevenAsBase64").GetProperty("image").GetString()!;

    private static readonly string[] Types =
        ["application/json", "application/x-www-form-urlencoded", "text/plain", "image/png", "application/octet-stream", "multipart/form-data; boundary=b"];

    private static readonly Dictionary<string, byte[]> Sound = new()
    {
        ["JSON"] = Utf8($$"""{"image":"data:image/png;base64,{{Seven}}","top":3}"""),
        ["JSON in a string"] = Utf8(JsonSerializer.Serialize($$"""{"photo":"{{Seven}}"}""")),
        ["JSON in UTF-16"] = Encoding.Unicode.GetBytes($$"""{"image":"{{Seven}}"}"""),
        ["Python's dict"] = Utf8($$"""{'image': b'{{Seven}}', 'explain': False}"""),
        ["list of bytes"] = Utf8($$"""{"image":[{{string.Join(',', Samples.Seven)}}]}"""),
        ["list of pictures"] = Utf8($$"""{"images":["{{Seven}}","data:image/png;base64,{{Seven.Replace('+', ' ')}}",{"b64":"{{Seven}}"}]}"""),
        ["percent-encoded"] = Utf8("data:image/png," + string.Concat(Samples.Seven.Select(value => $"%{value:x2}"))),
        ["base64 of base64"] = Utf8(Convert.ToBase64String(Utf8(Seven))),
        ["hexadecimal"] = Utf8(Convert.ToHexString(Samples.Seven)),
        ["form"] = Utf8("a=b&image=" + Uri.EscapeDataString(Seven) + "&c=d"),
        ["pixels"] = Utf8($$"""{"pixels":[{{Samples.SevenRows}}]}"""),
        ["pixels of a tensor"] = Utf8($$"""{"instances":[[[{{Samples.SevenRows}}]],[[{{Samples.SevenRows}}]]]}"""),
        ["pixels in a string"] = Utf8($$"""{"pixels":"[{{Samples.SevenList}}]"}"""),
        ["pixels of a form"] = Utf8(string.Join('&', Samples.SevenPixels.Select(level => $"pixels[]={level}"))),
        ["parts"] = [.. Utf8("--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n"), .. Samples.Seven, .. Utf8("\r\n--b\r\nContent-Disposition: form-data; name=\"pixels\"\r\n\r\n[0]\r\n--b--\r\n")],
        ["bytes"] = Samples.Seven,
    };

    public static MatrixTheoryData<string, string> Bodies => new(["/predict/base64", "/predict/image", "/predict/raw", "/predict/batch"], [.. Sound.Keys]);

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_DamagedAtRandom_IsAnsweredOrRefused(string path, string body)
    {
        using HttpClient client = await service.ReadyClientAsync();
        var mutation = new Mutation(20260107);
        for (int i = 0; i < Mutations; i++)
        {
            byte[] damaged = mutation.Of(Sound[body]);
            string target = i % 5 == 0 ? path + "?scale=unit" : path;
            HttpResponseMessage response = await client.TellAsync(target, Support.Bodies.Of(damaged, Types[i % Types.Length]));
            string answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode is 200 or 400 or 413 or 415 or 422, $"{i}: {(int)response.StatusCode} {answer}");
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
