using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

public sealed class RequestIdsTests(DigitsFactory service)
{
    private const string Header = "X-Request-Id";

    [Theory]
    [InlineData("a")]
    [InlineData("4f0c2a9be1d34c7a8d5e6b7f90a1c2d3")]
    [InlineData("A.b_c-9")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task Id_OfTheClient_IsKept(string id) => Assert.Equal(id, await AskAsync(id));

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("<script>")]
    [InlineData("a\",\"b\":\"c")]
    [InlineData("%0d%0aSet-Cookie:a")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task Id_ThatIsHostile_IsReplaced(string id) => AssertFresh(id, await AskAsync(id));

    [Fact]
    public async Task Id_GivenTwice_IsReplaced() => AssertFresh("a,b", await AskAsync("a", "b"));

    [Fact]
    public async Task Id_GivenByNobody_IsNewForEveryRequest() => Assert.NotEqual(await AskAsync(), await AskAsync());

    [Fact]
    public async Task Id_OfTheClient_IsInItsProblem()
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/raw") { Content = Bodies.Json("{}") };
        request.Headers.Add(Header, "my-id");
        HttpResponseMessage response = await client.AskAsync(request);
        await Answers.ProblemAsync(400, "missing-field", response);
        Assert.Equal("my-id", Assert.Single(response.Headers.GetValues(Header)));
    }

    private static void AssertFresh(string sent, string received)
    {
        Assert.NotEqual(sent, received);
        Assert.Matches("^[0-9a-f]{32}$", received);
    }

    private async Task<string> AskAsync(params string[] ids)
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        Assert.True(request.Headers.TryAddWithoutValidation(Header, ids));
        return Assert.Single((await client.AskAsync(request)).Headers.GetValues(Header));
    }
}
