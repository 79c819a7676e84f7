using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

public sealed class DeadlineTests
{
    private const int Patience = 60_000;
    private const string Header = "X-Request-Timeout-Ms";

    [Theory(Timeout = Patience)]
    [InlineData("30", "50")]
    [InlineData("0.05", "60000")]
    public async Task Request_ThatWaitsLongerThanTheShorterOfBoth_IsGivenUpAndNotRun(string seconds, string milliseconds)
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel(holdsRuns: true) }
            .With("Parallelism", "1")
            .With("MaxBatchSize", "1")
            .With("DeadlineSeconds", seconds);
        using HttpClient client = await service.ReadyClientAsync();
        Task<Outcome<Prediction>> running = await service.OccupyAsync();

        HttpResponseMessage response = await AskAsync(client, milliseconds);
        service.Model!.Release();
        await running;
        await service.DisposeAsync();

        await Answers.ProblemAsync(504, "deadline-exceeded", response);
        Assert.Equal(1, service.Model.Items);
    }

    [Theory(Timeout = Patience)]
    [InlineData("1000")]
    [InlineData("999999999")]
    public async Task Request_InTime_IsAnswered(string milliseconds)
    {
        await using var service = new DigitsFactory { Model = new GatedModel() };
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await AskAsync(client, milliseconds));
    }

    [Theory(Timeout = Patience)]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("1000000000")]
    [InlineData("soon")]
    [InlineData("1000", "2000")]
    public async Task Header_ThatIsNoTime_IsNamed(params string[] values)
    {
        await using var service = new DigitsFactory { Model = new GatedModel() };
        using HttpClient client = await service.ReadyClientAsync();
        string detail = await Answers.ProblemAsync(400, "invalid-parameter", await AskAsync(client, values));
        Assert.Contains(Header, detail, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Header_WhereNothingIsPredicted_IsPassedOver()
    {
        await using var service = new DigitsFactory { Model = new GatedModel() };
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add(Header, "soon");
        await Answers.OkAsync(await client.AskAsync(request));
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, params string[] values)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/raw") { Content = Bodies.Octets(Samples.SevenPixels) };
        foreach (string value in values)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(Header, value));
        }

        return await client.AskAsync(request);
    }
}
