using Digits.Api.Contracts;
using Digits.Api.Hosting;
using Digits.Core.Recognition;
using Digits.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Tests.Api.Errors;

public sealed class LoadProblemTests
{
    private const int Patience = 60_000;

    public static TheoryData<string> Paths => ["/predict/base64", "/predict/image", "/predict/raw", "/predict/batch"];

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Paths))]
    public async Task Request_WhenTheQueueIsFull_IsOverloaded(string path)
    {
        await using DigitsFactory service = Held().With("QueueCapacity", "1");
        using HttpClient client = await service.ReadyClientAsync();
        Task<Outcome<Prediction>> occupant = await service.OccupyAsync();

        HttpResponseMessage response = await client.TellAsync(path, Bodies.SevenFor(path));

        await Answers.ProblemAsync(429, "overloaded", response);
        Assert.Equal("1", Assert.Single(response.Headers.GetValues("Retry-After")));
        Assert.False(occupant.IsCompleted);
    }

    [Fact(Timeout = Patience)]
    public async Task Request_AfterTheQueueWasFull_IsAnswered()
    {
        await using DigitsFactory service = Held().With("QueueCapacity", "1");
        using HttpClient client = await service.ReadyClientAsync();
        Task<Outcome<Prediction>> occupant = await service.OccupyAsync();
        await Answers.ProblemAsync(429, "overloaded", await client.TellAsync("/predict/raw", Bodies.SevenFor("/predict/raw")));
        service.Model!.Release();
        await occupant;

        await Answers.DigitAsync(7, await client.TellAsync("/predict/raw", Bodies.SevenFor("/predict/raw")));
    }

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Paths))]
    public async Task Request_WhenOtherBodiesFillTheMemory_IsOverloadedUntilTheyAreGone(string path)
    {
        const int Most = 8 << 20;
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }
            .With("MaxBodyBytes", "65536").With("MaxBufferedBytes", $"{Most}");
        using HttpClient client = await service.ReadyClientAsync();
        BodyMemory memory = service.Services.GetRequiredService<BodyMemory>();
        Assert.True(memory.TryTake(Most, BodyMemory.MostSmall));

        HttpResponseMessage refused = await client.TellAsync(path, Bodies.SevenFor(path));
        memory.Release(Most);
        HttpResponseMessage answered = await client.TellAsync(path, Bodies.SevenFor(path));

        await Answers.ProblemAsync(429, "overloaded", refused);
        Assert.Equal("1", Assert.Single(refused.Headers.GetValues("Retry-After")));
        await Answers.OkAsync(answered);
        Assert.True(memory.TryTake(Most, BodyMemory.MostSmall));
    }

    [Fact(Timeout = Patience)]
    public async Task Explanation_QueueSmallerThanItsRuns_IsGivenAllTheSame()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.With("QueueCapacity", "8");
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/predict/raw?explain=true", Bodies.SevenFor("/predict/raw"));
        await Answers.DigitAsync(7, response);
    }

    [Fact(Timeout = Patience)]
    public async Task Health_WhenTheQueueIsFull_StaysReady()
    {
        await using DigitsFactory service = Held().With("QueueCapacity", "1");
        using HttpClient client = await service.ReadyClientAsync();
        await service.OccupyAsync();
        await Answers.OkAsync(await client.AskAsync("/health/ready"));
    }

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Paths))]
    public async Task Request_WhileModelsLoad_IsNotReady(string path)
    {
        await using var service = new DigitsFactory { Model = new GatedModel(holdsLoads: true) };
        using HttpClient client = service.CreateClient();
        await Answers.ProblemAsync(503, "not-ready", await client.TellAsync(path, Bodies.SevenFor(path)));
    }

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Paths))]
    public async Task Request_WhileDraining_IsAnsweredAndClosesItsConnection(string path)
    {
        await using var service = new DigitsFactory { Model = new GatedModel() };
        using HttpClient client = await service.ReadyClientAsync();
        service.Services.GetRequiredService<Draining>().Begin();

        HttpResponseMessage response = await client.TellAsync(path, Bodies.SevenFor(path));

        await Answers.OkAsync(response);
        Assert.True(response.Headers.ConnectionClose);
    }

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Paths))]
    public async Task Request_ThatWaitsPastItsDeadline_IsGivenUp(string path)
    {
        await using DigitsFactory service = Held().With("DeadlineSeconds", "0.05");
        using HttpClient client = await service.ReadyClientAsync();
        await service.OccupyAsync();
        await Answers.ProblemAsync(504, "deadline-exceeded", await client.TellAsync(path, Bodies.SevenFor(path)));
    }

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Paths))]
    public async Task Request_OnWhichTheModelFails_IsAnInternalErrorThatNamesNoCause(string path)
    {
        await using var service = new DigitsFactory { Model = new GatedModel { Fault = new InvalidOperationException(Samples.Marker) } };
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.ProblemAsync(500, "internal-error", await client.TellAsync(path, Bodies.SevenFor(path)));
    }

    [Fact(Timeout = Patience)]
    public async Task Request_AfterTheModelFailed_IsAnswered()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel { Fault = new InvalidOperationException() } }
            .With("Parallelism", "1")
            .With("QueueCapacity", "1");
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.ProblemAsync(500, "internal-error", await client.TellAsync("/predict/raw", Bodies.SevenFor("/predict/raw")));
        service.Model!.Fault = null;

        await Answers.DigitAsync(7, await client.TellAsync("/predict/raw", Bodies.SevenFor("/predict/raw")));
    }

    /// <summary>A service with one session, which holds whatever it is given.</summary>
    private static DigitsFactory Held() => new DigitsFactory { Model = new GatedModel(holdsRuns: true) }.With("Parallelism", "1");
}
