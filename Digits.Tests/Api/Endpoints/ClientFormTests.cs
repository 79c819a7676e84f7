using System.Text;
using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

/// <summary>What libraries, browsers and scripts make of a multipart form.</summary>
public sealed class ClientFormTests(DigitsFactory service)
{
    private const string Type = "multipart/form-data; boundary=b";

    private static readonly string Url = "data:image/png;base64," + Convert.ToBase64String(Samples.Seven);

    /// <summary>Parts that hold one seven, as header and body.</summary>
    private static readonly Dictionary<string, (string Header, byte[] Body)[]> Forms = new()
    {
        ["no file name"] = [("form-data; name=\"image\"", Samples.Seven)],
        ["name without quotes"] = [("form-data; name=image; filename=7.png", Samples.Seven)],
        ["name in another case"] = [("form-data; name=\"Image\"; filename=\"7.png\"", Samples.Seven)],
        ["name of many"] = [("form-data; name=\"images[]\"; filename=\"7.png\"", Samples.Seven)],
        ["name with a number"] = [("form-data; name=\"file0\"; filename=\"7.png\"", Samples.Seven)],
        ["data URL"] = [("form-data; name=\"image\"", Encoding.ASCII.GetBytes(Url))],
        ["base64"] = [("form-data; name=\"image\"", Encoding.ASCII.GetBytes(Url.Split(',')[1]))],
        ["base64 by its header"] = [("form-data; name=\"image\"; filename=\"7.png\"\r\nContent-Transfer-Encoding: base64", Encoding.ASCII.GetBytes(Url.Split(',')[1]))],
        ["JSON"] = [("form-data; name=\"image\"\r\nContent-Type: application/json", Encoding.ASCII.GetBytes($$"""{"image":"{{Url}}"}"""))],
        ["an empty input first"] = [("form-data; name=\"image\"; filename=\"\"", []), ("form-data; name=\"file\"; filename=\"7.png\"", Samples.Seven)],
        ["an empty file first"] = [("form-data; name=\"image\"; filename=\"a.png\"", []), ("form-data; name=\"image\"; filename=\"7.png\"", Samples.Seven)],
        ["a text first"] = [("form-data; name=\"image\"", "7.png"u8.ToArray()), ("form-data; name=\"file\"; filename=\"7.png\"", Samples.Seven)],
        ["another name first"] = [("form-data; name=\"files\"; filename=\"3.png\"", Samples.Three), ("form-data; name=\"image\"; filename=\"7.png\"", Samples.Seven)],
        ["name in RFC 5987"] = [("form-data; name=\"image\"; filename*=UTF-8''%E6%95%B0.png", Samples.Seven)],
        ["name in RFC 2047"] = [("form-data; name=\"image\"; filename=\"=?utf-8?B?w6kucG5n?=\"", Samples.Seven)],
    };

    public static MatrixTheoryData<string, string> OneSeven => new(["/predict/image", "/predict/base64"], [.. Forms.Keys]);

    [Theory]
    [MemberData(nameof(OneSeven))]
    public async Task Form_WithOnePicture_IsRead(string path, string form)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync(path, Bodies.Of(Write(Forms[form]), Type)));
    }

    [Theory]
    [InlineData("images")]
    [InlineData("image")]
    [InlineData("images[]")]
    [InlineData("files[0]")]
    [InlineData("file_1")]
    [InlineData("Images")]
    public async Task Batch_OfPartsWithoutFileNames_ReadsThemByTheNamesOfPictures(string name)
    {
        using HttpClient client = await service.ReadyClientAsync();
        (string, byte[]) title = ("form-data; name=\"title\"", "sevens"u8.ToArray());
        (string, byte[]) seven = ($"form-data; name=\"{name}\"", Samples.Seven);
        (string, byte[]) url = ($"form-data; name=\"{name}\"", Encoding.ASCII.GetBytes(Url));
        (string, byte[]) empty = ($"form-data; name=\"{name}\"; filename=\"\"", []);
        JsonElement answer = await Answers.OkAsync(
            await client.TellAsync("/predict/batch", Bodies.Of(Write([title, seven, empty, url]), Type)));
        Assert.Equal([7, 7], answer.GetProperty("predictions").EnumerateArray().Select(Answers.Digit));
    }

    [Fact]
    public async Task Batch_OfNetsByteContents_IsRead()
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Seven), "images" }, { new ByteArrayContent(Samples.Three), "images" } };
        JsonElement answer = await Answers.OkAsync(await client.TellAsync("/predict/batch", form));
        Assert.Equal([7, 3], answer.GetProperty("predictions").EnumerateArray().Select(Answers.Digit));
    }

    [Theory]
    [InlineData("--c\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nx\r\n--c--\r\n", "boundary")]
    [InlineData("--b\nContent-Disposition: form-data; name=\"image\"\n\nx\n--b--\n", "CRLF")]
    [InlineData("{\"image\":\"AAAA\"}", "does not begin with a boundary")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nx", "breaks off")]
    public async Task Multipart_ThatIsNotBuiltAsItSays_IsMalformedAndSaysHow(string body, string says)
    {
        using HttpClient client = await service.ReadyClientAsync();
        string detail = await Answers.ProblemAsync(400, "malformed-request", await client.TellAsync("/predict/image", Bodies.Of(body, Type)));
        Assert.Contains(says, detail, StringComparison.Ordinal);
    }

    private static byte[] Write(params (string Header, byte[] Body)[] parts)
    {
        using var body = new MemoryStream();
        foreach ((string header, byte[] bytes) in parts)
        {
            body.Write(Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: {header}\r\n\r\n"));
            body.Write(bytes);
            body.Write("\r\n"u8);
        }

        body.Write("--b--\r\n"u8);
        return body.ToArray();
    }
}
