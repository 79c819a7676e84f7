using System.Text.Json;
using Digits.Tests.Imaging;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

public sealed class PredictNumberTests(DigitsFactory service)
{
    private const string Path = "/predict/number";

    private static byte[] OnALine => FixtureFile.Read("numbers/94607-on-a-line.png");

    private static byte[] InBoxes => FixtureFile.Read("numbers/30425-in-boxes.png");

    private static byte[] Amount => FixtureFile.Read("numbers/42.50.png");

    public static TheoryData<string> BadQueries =>
    [
        "?length=0", "?length=65", "?length=6-3", "?length=", "?length=3-", "?length=a", "?length=3&length=4", "?cells=0", "?cells=65", "?cells=x",
        "?cells=3&boxes=1,1,5,5", "?boxes=", "?boxes=1,2,3", "?boxes=1,2,3,0", "?boxes=1,2,3,4;x", "?boxes=-1,2,3,4", "?ignore=", "?ignore=points",
        "?top=0", "?explain=yes", "?boxes=0,0,9999,10", "?boxes=" + "1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;"
            + "1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;"
            + "1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;"
            + "1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;"
            + "1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5;1,1,5,5",
    ];

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/octet-stream")]
    public async Task Body_OfAPicture_IsRead(string contentType) => Assert.Equal("94607", Number(await AskAsync("", Bodies.Of(OnALine, contentType))));

    [Fact]
    public async Task Body_InEveryOtherForm_IsRead()
    {
        Assert.Equal("94607", Number(await AskAsync("", Bodies.Image(OnALine))));
        Assert.Equal("94607", Number(await AskAsync("", Bodies.Files(("image", OnALine)))));
        Assert.Equal("94607", Number(await AskAsync("", Bodies.Form("image=" + Uri.EscapeDataString(Convert.ToBase64String(OnALine))))));
    }

    [Fact]
    public async Task SeveralDigits_SentForOne_AreWithheldWithAHint()
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement answer = await Answers.OkAsync(await client.TellAsync("/predict/image?explain=true", Bodies.Octets(OnALine)));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("digit").ValueKind);
        Assert.Contains(Path, answer.GetProperty("explanation").GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zero_InFront_Stays() => Assert.Equal("07", Number(await AskAsync("", Bodies.Octets(FixtureFile.Read("numbers/07.png")))));

    [Fact]
    public async Task Boxes_OfAPicture_AreDigitsInItsPixels()
    {
        JsonElement answer = await AskAsync("?explain=true", Bodies.Octets(OnALine));
        int[] lefts = [.. answer.GetProperty("digits").EnumerateArray().Select(digit => digit.GetProperty("box").GetProperty("left").GetInt32())];
        Assert.Equal(lefts.Order(), lefts);
        Assert.All(answer.GetProperty("digits").EnumerateArray(), digit =>
        {
            Assert.InRange(digit.GetProperty("box").GetProperty("height").GetInt32(), 40, 60);
            Assert.StartsWith("data:image/png;base64,", digit.GetProperty("picture").GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Cells_OfAComb_AreReadWithTheEmptyOne()
    {
        JsonElement answer = await AskAsync("?cells=6", Bodies.Octets(InBoxes));
        Assert.Equal(("30425", "30425 "), (Number(answer), answer.GetProperty("reading").GetString()));
        Assert.Equal("blank", answer.GetProperty("digits")[5].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Point_AmongDigits_IsAQuestionMark()
    {
        JsonElement answer = await AskAsync("", Bodies.Octets(Amount));
        Assert.Equal((null, "42?50", "uncertain"), (Number(answer), answer.GetProperty("reading").GetString(), answer.GetProperty("verdict").GetString()));
        Assert.Equal("4250", Number(await AskAsync("?ignore=marks", Bodies.Octets(Amount))));
    }

    [Fact]
    public async Task Length_ThatIsAnother_GivesNoNumber()
    {
        Assert.Equal("94607", Number(await AskAsync("?length=3-6", Bodies.Octets(OnALine))));
        Assert.Null(Number(await AskAsync("?length=7", Bodies.Octets(OnALine))));
    }

    [Theory]
    [MemberData(nameof(BadQueries))]
    public async Task Query_WithABadValue_IsAProblem(string query)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.ProblemAsync(400, "invalid-parameter", await client.TellAsync(Path + query, Bodies.Octets(OnALine)));
    }

    [Fact]
    public async Task Picture_WithoutInk_IsBlank()
    {
        using HttpClient client = await service.ReadyClientAsync();
        byte[] blank = DrawnRow.Encode(Picture.Filled(200, 80, 255));
        await Answers.ProblemAsync(422, "blank-image", await client.TellAsync(Path, Bodies.Octets(blank)));
    }

    private async Task<JsonElement> AskAsync(string query, HttpContent body)
    {
        using HttpClient client = await service.ReadyClientAsync();
        return await Answers.OkAsync(await client.TellAsync(Path + query, body));
    }

    private static string? Number(JsonElement answer) => answer.GetProperty("number").GetString();
}
