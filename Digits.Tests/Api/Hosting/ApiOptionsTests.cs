using System.Reflection;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

public sealed class ApiOptionsTests
{
    private const int Patience = 60_000;

    [Theory(Timeout = Patience)]
    [InlineData("MaxBodyBytes", "1023")]
    [InlineData("MaxBodyBytes", "2000000000")]
    [InlineData("MaxBodyBytes", "many")]
    [InlineData("MaxBatchItems", "0")]
    [InlineData("MaxBatchItems", "4097")]
    [InlineData("MaxConnections", "0")]
    [InlineData("DeadlineSeconds", "0")]
    [InlineData("DeadlineSeconds", "NaN")]
    [InlineData("DeadlineSeconds", "3601")]
    [InlineData("DeadlineSeconds", "1e300")]
    [InlineData("DrainSeconds", "-1")]
    [InlineData("DrainSeconds", "3601")]
    [InlineData("KeepAliveSeconds", "0")]
    [InlineData("ManagementUrls", "9090")]
    [InlineData("RetryAfterSeconds", "0")]
    [InlineData("PixelPlaces", "-1")]
    [InlineData("PicturePlaces", "-1")]
    [InlineData("BatchPlaces", "1000001")]
    [InlineData("Parallelism", "-1")]
    [InlineData("MaxBatchSize", "257")]
    [InlineData("QueueCapacity", "0")]
    [InlineData("MaxImagePixels", "783")]
    [InlineData("DefaultModel", "")]
    [InlineData("ModelsFolder", "")]
    [InlineData("Metrics", "perhaps")]
    [InlineData("DrawPad", "maybe")]
    [InlineData("PathBase", "digits/")]
    [InlineData("TrustedProxies", "10.0.0.1")]
    [InlineData("HstsSeconds", "-1")]
    [InlineData("ApiKeys:front-end", "short")]
    [InlineData("ApiKeys", "0123456789abcdef")]
    [InlineData("ApiKeysPath", "nowhere")]
    [InlineData("RateLimit", "5")]
    [InlineData("RateLimit:PermitsPerSecond", "-1")]
    [InlineData("RateLimit:PermitsPerSecond", "NaN")]
    [InlineData("RateLimit:PermitsPerSecond", "1e300")]
    [InlineData("RateLimit:PermitsPerSecond", "1e-9")]
    [InlineData("RateLimit:PermitsPerMinute", "5")]
    [InlineData("RateLimit:Burst", "5")]
    [InlineData("RateLimit:Burst", "1000001")]
    public async Task Option_OutOfItsRange_StopsTheStartWithItsName(string option, string value)
    {
        Exception error = await StartFailsAsync(option, value);
        Assert.Contains(option.Split(':')[^1], error.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience)]
    [InlineData("MaxBodyByte")]
    [InlineData("Deadline")]
    [InlineData("ModelFolder")]
    [InlineData("Cors:Origins")]
    public async Task Option_ThatIsNone_StopsTheStartWithItsName(string option)
    {
        Exception error = await StartFailsAsync(option, "1");
        Assert.Contains($"Digits:{option.Split(':')[0]} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Option_InAnyCase_IsTaken()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.With("MAXBATCHITEMS", "1");
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/predict/batch", Bodies.Json("""{"images":["AAAA","AAAA"]}"""));
        await Answers.ProblemAsync(413, "batch-too-large", response);
    }

    [Fact]
    public async Task DefaultModel_OfAnotherName_AnswersWhereNoneIsAsked()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.With("DefaultModel", "softmax");
        using HttpClient client = await service.ReadyClientAsync();
        var answer = await Answers.OkAsync(await client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels)));
        Assert.Equal("softmax", answer.GetProperty("model").GetProperty("name").GetString());
    }

    [Fact(Timeout = Patience)]
    public async Task DefaultModel_ThatIsNone_StopsTheStartWithItsName()
    {
        Exception error = await StartFailsAsync("DefaultModel", "oracle");
        Assert.Contains("oracle", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Starts the service as a process does, which is to end at once by an exception.</summary>
    private static async Task<Exception> StartFailsAsync(string option, string value)
    {
        string[] arguments = [$"--Digits:{option}={value}", "--urls=http://127.0.0.1:0", "--Serilog:MinimumLevel:Default=Fatal"];
        Task start = Task.Run(() => typeof(Program).Assembly.EntryPoint!.Invoke(
            null, BindingFlags.DoNotWrapExceptions, null, [arguments], null));
        Exception? error = await Record.ExceptionAsync(() => start.WaitAsync(TestContext.Current.CancellationToken));
        return Assert.IsAssignableFrom<Exception>(error);
    }
}
