using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Contracts;

public sealed class PredictQueryTests(DigitsFactory service)
{
    [Theory]
    [InlineData("", 3)]
    [InlineData("?top=1", 1)]
    [InlineData("?top=10", 10)]
    public async Task Top_OfAQuery_IsTheNumberOfCandidates(string query, int count)
    {
        JsonElement candidates = (await AskAsync(query)).GetProperty("candidates");
        Assert.Equal(count, candidates.GetArrayLength());
    }

    [Fact]
    public async Task Top_OfTen_ListsEveryDigitBestFirst()
    {
        JsonElement[] candidates = [.. (await AskAsync("?top=10")).GetProperty("candidates").EnumerateArray()];
        decimal[] probabilities = [.. candidates.Select(candidate => candidate.GetProperty("probability").GetDecimal())];
        Assert.Equal(probabilities.OrderDescending(), probabilities);
        Assert.Equal(Enumerable.Range(0, 10), candidates.Select(Answers.Digit).Order());
    }

    [Theory]
    [InlineData("", "cnn")]
    [InlineData("?model=cnn", "cnn")]
    [InlineData("?model=softmax", "softmax")]
    public async Task Model_OfAQuery_IsTheOneThatAnswers(string query, string name)
    {
        JsonElement answer = await AskAsync(query);
        Assert.Equal(name, answer.GetProperty("model").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("?explain=false", false)]
    [InlineData("?explain=true", true)]
    [InlineData("?explain=True", true)]
    public async Task Explain_OfAQuery_AddsAnExplanationOrNot(string query, bool isExplained)
    {
        JsonElement answer = await AskAsync(query);
        Assert.Equal(isExplained, answer.TryGetProperty("explanation", out _));
    }

    [Fact]
    public async Task Query_WithUnknownNames_IgnoresThem()
    {
        JsonElement answer = await AskAsync("?colour=blue&top=2");
        Assert.Equal(2, answer.GetProperty("candidates").GetArrayLength());
    }

    [Theory]
    [InlineData("top=0")]
    [InlineData("top=11")]
    [InlineData("top=-1")]
    [InlineData("top=+1")]
    [InlineData("top=1.0")]
    [InlineData("top=")]
    [InlineData("top=99999999999999999999")]
    [InlineData("top=" + Samples.Marker)]
    [InlineData("top=1&top=2")]
    [InlineData("explain=")]
    [InlineData("explain=1")]
    [InlineData("explain=" + Samples.Marker)]
    [InlineData("explain=true&explain=true")]
    [InlineData("model=")]
    [InlineData("model=cnn&model=cnn")]
    public async Task Query_WithABadValue_IsAnInvalidParameter(string query)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/predict/raw?" + query, Bodies.Octets(Samples.SevenPixels));
        string detail = await Answers.ProblemAsync(400, "invalid-parameter", response);
        Assert.StartsWith(query[..query.IndexOf('=', StringComparison.Ordinal)], detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/predict/base64")]
    [InlineData("/predict/image")]
    [InlineData("/predict/raw")]
    [InlineData("/predict/batch")]
    public async Task Query_WithABadValue_IsRefusedAtEveryPath(string path)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.ProblemAsync(400, "invalid-parameter", await client.TellAsync(path + "?top=no", Bodies.Json("{}")));
    }

    [Fact]
    public async Task Model_WithATooLongName_IsAnInvalidParameter()
    {
        using HttpClient client = await service.ReadyClientAsync();
        string path = "/predict/raw?model=" + Samples.Marker + new string('m', 60);
        await Answers.ProblemAsync(400, "invalid-parameter", await client.TellAsync(path, Bodies.Octets(Samples.SevenPixels)));
    }

    private async Task<JsonElement> AskAsync(string query)
    {
        using HttpClient client = await service.ReadyClientAsync();
        return await Answers.OkAsync(await client.TellAsync("/predict/raw" + query, Bodies.Octets(Samples.SevenPixels)));
    }
}
